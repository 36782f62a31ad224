import type { Tick } from "#kernel";
import { fingerprint } from "#kernel";
import { NEVER } from "./agenda.ts";
import type { Block, BlockId, Entry, Mask, Own, Part, Refusal, State } from "./parts.ts";
import { placeOfBlock } from "./ring.ts";

/** A block may claim to be made so much later than its receiver's clock says. */
const AHEAD_MAX = 100;
/** The parts that a mask has bits for; the bit after them is the witnesses'. */
export const PARTS_MAX = 6;
export const WITNESS = 1 << PARTS_MAX;
/** Yes to every part, those included that nobody has. */
export const YES: Mask = 0xff;
export const NO: Mask = 0;

/** One bit for each part of a block. */
export const partsMask = ({ parts }: Block): Mask => (1 << parts.length) - 1;
export const everyRole = (body: Block): Mask => partsMask(body) | WITNESS;
export const hasBit = (mask: Mask, part: number): boolean => ((mask >> part) & 1) === 1;

/** What is wrong with the shape of a body, if anything is. */
export const faultOf = (body: Block, now: Tick, self: Own): Refusal | undefined => {
  const { sizes, shapes, names } = self.config;
  const { length } = body.parts;
  if (names === "bound" && body.block !== nameOf(body)) return "name";
  if (length > PARTS_MAX || (sizes === "below-six" && length === PARTS_MAX)) return "size";
  if (body.time > now + AHEAD_MAX) return "early";
  if (shapes === "strict" && (length === 0 || hasTwice(body))) return "shape";
  return undefined;
};

/** Whether it could be a body at all: whatever a stranger sends is looked at before it is read. */
export const isBlock = (said: unknown): said is Block => {
  if (typeof said !== "object" || said === null) return false;
  const { block, time, parts } = said as Partial<Block>;
  return isName(block) && block !== 0 && Number.isSafeInteger(time) && Array.isArray(parts) && parts.every((part) => isPart(part));
};

const isPart = (said: unknown): said is Part => {
  if (typeof said !== "object" || said === null) return false;
  const { token, last, key, signature } = said as Partial<Part>;
  return isName(token) && isName(last) && isName(key) && isName(signature);
};

export const isName = (said: unknown): said is number => Number.isSafeInteger(said) && (said as number) >= 0;

const hasTwice = ({ parts }: Block): boolean => parts.some(({ token }, place) => parts.findIndex((part) => part.token === token) < place);

/** The name that a block has where names are bound: a hash of all it holds but the name, of six digits so that people can read it. */
export const nameOf = ({ time, parts }: Pick<Block, "time" | "parts">): BlockId => 1 + ((fingerprint([time, parts]) >>> 0) % NAMES);

const NAMES = 999_999;

/** Whether both change one token from one parent. */
export const areSiblings = (a: Block, b: Block): boolean =>
  a.block !== b.block && a.parts.some((part) => b.parts.some(({ token, last }) => token === part.token && last === part.last));

/** What this node would have a block do: every part whose token stands at the parent. A creation has its way where the token is unknown. */
export const opinionOf = ({ parts }: Block, { tokens }: State): Mask => {
  let mask = 0;
  for (let part = 0; part < parts.length; part++) {
    const { token, last } = parts[part]!;
    if ((tokens.get(token)?.block ?? 0) === last) mask |= 1 << part;
  }
  return mask;
};

/** Counts what a rule refused. */
export const refuse = (state: State, refusal: Refusal): void => {
  state.refused.set(refusal, (state.refused.get(refusal) ?? 0) + 1);
};

/** A block of which nothing is known but its name. */
export const blankEntry = (block: BlockId, born: Tick): Entry => ({
  block,
  place: placeOfBlock(block),
  body: undefined,
  phase: "pending",
  because: undefined,
  born,
  votes: [],
  isUpdated: false,
  unresolved: 0,
  unvalidated: 0,
  came: undefined,
  call: undefined,
  rival: 0,
  roles: [],
  askedAt: -1,
  pair: 0,
  asksAt: 0,
  looksAt: NEVER,
});
