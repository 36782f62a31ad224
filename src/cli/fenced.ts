// Whoever loads protocols loads this first: nothing of them may run before the fence stands.
import { raiseFence } from "#kernel";

raiseFence();
