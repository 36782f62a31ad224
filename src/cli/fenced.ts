// Whoever loads protocols loads this first: nothing of them may run before the fence stands.
import { raiseFence } from "#kernel";

raiseFence();

/**
 * The getter in the place of `Math.random` makes a table of Math, and a search of every `Math.imul`: a tenth of a run like C2. The engine lays out
 * as a record again what it sees others inherit from and read through often enough. No run depends on it.
 */
const READS = 100;
const heir = Object.create(Math) as Math;
const read = ({ imul }: Math): unknown => imul;
for (let count = 0; count < READS; count++) read(heir);
