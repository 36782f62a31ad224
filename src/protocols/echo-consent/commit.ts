import type { Event, Observed, Plain } from "#kernel";
import { hasBit } from "./blocks.ts";
import { isOwnRange } from "./neighbours.ts";
import type { Block, Entry, Kept, Mapping, Mask, Own, State, TokenId } from "./parts.ts";
import { spotOfToken } from "./ring.ts";
import { votersOf } from "./tally.ts";

/** Whether nothing stands between a block and its commit. */
export const isReady = ({ unresolved, unvalidated }: Entry): boolean => unresolved === 0 && unvalidated === 0;

/** Commits a block for good: it is on disk before anybody hears of it. */
export const commit = (entry: Entry, body: Block, state: State, self: Own): void => {
  const near = nearParts(body, state, self);
  const moved = movedBy(body, near, state);
  const before = body.parts.map(({ token }) => state.tokens.get(token)?.block ?? 0);
  const kept: Kept = { body, moved };
  self.disk.append(kept);
  self.disk.sync();
  remember(state, kept);
  entry.phase = "commit";
  noteCommitted(entry, body, { near, before }, state, self);
  if (entry.call !== undefined) self.respond(entry.call, resultOf(entry.call, body, state));
};

/** A client knows the block that it asked for by its name; of one that was handed in again it has to hear under which. */
const resultOf = (call: number, { block }: Block, { aside }: State): Plain =>
  aside?.repeated.has(call) === true ? { committed: block } : "committed";

/** Brings a commit into the stores: the live handlers and the replay after a crash both go through here. */
export const remember = ({ blocks, tokens }: State, { body, moved }: Kept): void => {
  blocks.set(body.block, body);
  body.parts.forEach(({ token }, part) => {
    if (hasBit(moved, part)) tokens.set(token, { block: body.block, time: body.time });
  });
};

/** The parts whose tokens are this node's business. */
export const nearParts = ({ parts }: Block, state: State, self: Own): Mask => {
  let mask = 0;
  for (let part = 0; part < parts.length; part++)
    if (self.config.moves === "all" || isOwnRange(spotOfToken(parts[part]!.token), state, self)) mask |= 1 << part;
  return mask;
};

/** The parts that move their token: near ones, unless what is stored says that it is as young. Nobody is told of those that stay. */
const movedBy = ({ parts, time }: Block, near: Mask, { tokens }: State): Mask => {
  let mask = 0;
  for (let part = 0; part < parts.length; part++) {
    const held: Mapping | undefined = tokens.get(parts[part]!.token);
    if (hasBit(near, part) && (held === undefined || held.time < time)) mask |= 1 << part;
  }
  return mask;
};

interface Moved {
  readonly near: Mask;
  /** What each token stood at before. */
  readonly before: readonly number[];
}

/** Says what was decided, and all that an oracle needs to judge whether it should have been. */
const noteCommitted = (entry: Entry, body: Block, { near, before }: Moved, state: State, self: Own): void => {
  const { block, parts } = body;
  parts.forEach(({ token, last }, part) => {
    const kind = hasBit(near, part) ? "decide" : "save";
    self.observe({ kind, instance: [token, last], value: block });
  });
  self.observe({
    kind: "note",
    instance: ["commit", block],
    value: {
      came: entry.came,
      time: body.time,
      parts: parts.map((part, place) => ({
        ...part,
        ...votersOf(entry, entry.roles[place]!, state, self),
        isNear: hasBit(near, place),
        before: before[place]!,
        after: state.tokens.get(part.token)?.block ?? 0,
      })),
    },
  });
};

/** Whether this is how a commit is told of: notes tell of other things too. */
export const isCommit = (event: Event): event is Observed =>
  event.kind === "note" && Array.isArray(event.instance) && event.instance[0] === "commit";

/** The history of a token, back to its creation or to where this node has a gap: the newest block first. */
export const historyOf = (token: TokenId, { blocks, tokens }: State): readonly Block[] => {
  const history: Block[] = [];
  for (let next = tokens.get(token)?.block ?? 0; next !== 0;) {
    const body = blocks.get(next);
    if (body === undefined || history.includes(body)) return history;
    history.push(body);
    next = body.parts.find((part) => part.token === token)?.last ?? 0;
  }
  return history;
};
