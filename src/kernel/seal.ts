import type { NodeId, Signed, Tagged } from "./contract.ts";
import { mix } from "./dice.ts";
import { fingerprint, ofSum, sumOfFields } from "./fingerprint.ts";
import { stamp, stampedPayload } from "./stamp.ts";

/** Signs as a node: the seal hashes seed, signer and payload, so that copies stay valid and edits do not. What is signed is never changed again. */
export const seal = <T extends Tagged>(payload: T, by: NodeId, salt: number): Signed<T> => {
  const sum = sumOfFields(payload);
  const seal = sealOf(sum, by, salt);
  const signed = { ...payload, by, seal };
  stamp(signed, sum, ofSum((sum + signatureOf(by, seal)) | 0));
  return signed;
};

/** Whether its signer signed just this. */
export const isSealed = (signed: Signed<Tagged>, salt: number): boolean =>
  signed.seal === sealOf(stampedPayload(signed) ?? (sumOfFields(signed) - signatureOf(signed.by, signed.seal)) | 0, signed.by, salt);

const sealOf = (payload: number, by: NodeId, salt: number): number => mix(mix(salt, by), payload);

/** What signer and seal add to the hash of what they stand on. */
const signatureOf = (by: NodeId, seal: number): number => (mix(BY, fingerprint(by)) + mix(SEAL, fingerprint(seal))) | 0;

const BY = fingerprint("by");
const SEAL = fingerprint("seal");
