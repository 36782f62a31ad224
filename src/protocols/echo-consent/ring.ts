import { mix } from "#kernel";
import type { NodeId } from "#kernel";
import type { BlockId, TokenId } from "./parts.ts";

/**
 * Peers, tokens and blocks live on one ring of 2^64. A number holds but 53 bits, so a place on it is two words of 32, both
 * unsigned. A real id is a hash of what it names; here a place is a hash of the name.
 */
export interface Spot {
  readonly high: number;
  readonly low: number;
}

/** Salts, so that a token and a block of one name lie apart. */
const TOKEN_SALT = 0x70c3;
const BLOCK_SALT = 0xb10c;
const PEER_SALT = 0x9ee2;

export const spotOfToken = (token: TokenId): Spot => spotOf(TOKEN_SALT, token);
export const spotOfBlock = (block: BlockId): Spot => spotOf(BLOCK_SALT, block);

const spotOf = (salt: number, name: number): Spot => {
  const seed = mix(mix(salt, name | 0), Math.floor(name / WORD));
  return { high: mix(seed, HIGH) >>> 0, low: mix(seed, LOW) >>> 0 };
};

const WORD = 0x100000000;
const HIGH = 1;
const LOW = 2;

/**
 * Where a peer lives. Peers are numbered as they lie on the ring, one in each of as many equal arcs as there are peers and anywhere
 * within it: so nobody needs a table of ids, and what rules compare, which is order, is as if ids were drawn.
 */
export const spotOfPeer = (peer: NodeId, nodes: number): Spot => {
  const seed = mix(mix(PEER_SALT, peer), nodes);
  const from = Math.ceil((peer * WORD) / nodes);
  const arc = Math.ceil(((peer + 1) * WORD) / nodes) - from;
  return { high: from + Math.floor(((mix(seed, HIGH) >>> 0) * arc) / WORD), low: mix(seed, LOW) >>> 0 };
};

/** How many peers lie before this place: the number of the first peer at or after it. */
export const rankOf = (spot: Spot, nodes: number): NodeId => {
  const peer = Math.floor((spot.high * nodes) / WORD);
  return compareSpots(spotOfPeer(peer, nodes), spot) < 0 ? peer + 1 : peer;
};

export const compareSpots = (a: Spot, b: Spot): number => a.high - b.high || a.low - b.low;

/** The upper word of a block's place, shifted so that it is a small integer whatever it is. */
export const placeOfBlock = (block: BlockId): number => spotOfBlock(block).high - WORD / 2;

/** The order of blocks on the ring, by which the higher of two siblings is known. */
export const compareBlocks = (a: BlockId, b: BlockId): number => compareSpots(spotOfBlock(a), spotOfBlock(b)) || a - b;
