import { LIES } from "#adversary";
import type { Parts, Protocol } from "#kernel";
import { canary } from "#protocols/canary";

const blind = canary as unknown as Protocol<Parts>;

/** The canary with every lie it may be told to tell: what the kernel's promises are tried on. */
export const bird: Protocol<Parts> = { ...blind, lies: { ...LIES, ...blind.lies } };
