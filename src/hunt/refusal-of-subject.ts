import { FAULTS, HARDSHIPS } from "#adversary";
import type { Hardship } from "#adversary";
import type { Setup } from "#kernel";
import { RUNAWAY } from "./outcome.ts";
import { firstOf, quoted, refuse, shown } from "./refusal.ts";
import type { Path, Refusal } from "./refusal.ts";
import type { Subject } from "./subject.ts";
import { RERUNS } from "./trial.ts";

/** Says why this cannot be hunted, whatever a module exported: nothing where it is a subject, whole and free of contradictions. */
export const refusalOfSubject = (value: unknown, name: string): Refusal | undefined =>
  refusalOfFields(value, [name], SUBJECT) ?? refusalOfSense(value as Subject, name);

/** A field, what must stand there, and how that is seen. */
type Want = readonly [field: string, noun: string, fits: (value: unknown) => boolean];

const refusalOfFields = (value: unknown, path: Path, wants: readonly Want[]): Refusal | undefined => {
  if (!isRecord(value)) return refuse(path, `${shown(value)} is no subject, nor a part of one`, "Make it with subject(…).");
  for (const [field, noun, fits] of wants) {
    const held = value[field];
    if (fits(held)) continue;
    return refuse([...path, field], held === undefined ? "it is missing" : `${shown(held)} is not ${noun}`, `Give it ${noun}.`);
  }
  return undefined;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isFilled = (value: unknown): boolean => isRecord(value) && Object.keys(value).length > 0;
const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
/** A failure is named by property, sort and roles with spaces between them. */
const isId = (value: unknown): boolean => typeof value === "string" && /^\S+$/.test(value);
const isFunction = (value: unknown): boolean => typeof value === "function";
const isList = (value: unknown): boolean => Array.isArray(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1;
const isCountOrZero = (value: unknown): boolean => value === 0 || isCount(value);
const isRule = (value: unknown): boolean => isRecord(value) && RULES.some((kind) => kind === value["kind"]);
const RULES: readonly Exclude<Setup["topology"], string | readonly unknown[]>["kind"][] = ["ring", "small-world", "random", "fading"];
const isCounts = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isCount);
const perhaps =
  (fits: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || fits(value);

const wants = (noun: string, fits: (value: unknown) => boolean, ...fields: readonly string[]): readonly Want[] =>
  fields.map((field) => [field, noun, fits] as const);

const SUBJECT: readonly Want[] = [
  ...wants("a record", isRecord, "protocol"),
  ...wants("a list", isList, "properties", "sometimes"),
  ...wants("a record", isRecord, "ground", "source"),
];
const PROTOCOL: readonly Want[] = [
  ...wants("a name", isText, "name"),
  ...wants("a record with at least one configuration", isFilled, "configs"),
  ...wants("a function", isFunction, "start", "submit", "receive", "timeout"),
  ...wants("a function", perhaps(isFunction), "identify", "probe", "patience"),
  ...wants("a record", isRecord, "lies"),
];
const PROPERTY: readonly Want[] = [
  ...wants("an id without spaces", isId, "id"),
  ...wants("a sentence", isText, "says"),
  ...wants("a record", isRecord, "oracle"),
];
const ORACLE: readonly Want[] = [
  ...wants("a name", isText, "id"),
  ...wants('"safety" or "liveness"', (value) => value === "safety" || value === "liveness", "class"),
  ...wants("a function", isFunction, "start", "observe", "end"),
];
const SOMETIMES: readonly Want[] = [...PROPERTY.slice(0, 2), ...wants("a function", isFunction, "isSeen")];
const GROUND: readonly Want[] = [
  ...wants("a list of whole numbers above zero", isCounts, "nodes"),
  ...wants('"mesh", a list of each node\'s peers, or a rule', (value) => value === "mesh" || isList(value) || isRule(value), "topology"),
  ...wants("a whole number above zero", isCount, "delta", "storm", "calm", "eventsMax"),
  ...wants("a whole number, or zero where nobody asks for anything", isCountOrZero, "calls"),
  ...wants("a list", isList, "hardships", "lies"),
  ...wants("a function", isFunction, "faultsOf", "operation"),
  ...wants("a function", perhaps(isFunction), "rename", "simpler"),
];

const refusalOfSense = (subject: Subject, name: string): Refusal | undefined =>
  refusalOfFields(subject.protocol, [name, "protocol"], PROTOCOL) ??
  firstOf(subject.properties, (property, place) => {
    const path = [name, "properties", place];
    return refusalOfFields(property, path, PROPERTY) ?? refusalOfFields(property.oracle, [...path, "oracle"], ORACLE);
  }) ??
  firstOf(subject.sometimes, (one, place) => refusalOfFields(one, [name, "sometimes", place], SOMETIMES)) ??
  refusalOfIds(subject, name) ??
  refusalOfFields(subject.ground, [name, "ground"], GROUND) ??
  refusalOfGround(subject, [name, "ground"]) ??
  refusalOfCalm(subject, [name, "ground"]);

/** An id names one promise: of two alike, a reader could not tell which broke. */
const refusalOfIds = ({ properties, sometimes }: Subject, name: string): Refusal | undefined => {
  const taken = new Map<string, string>([...Object.values(RERUNS), RUNAWAY].map(({ id, says }) => [id, says]));
  const next = ({ id, says }: { readonly id: string; readonly says: string }, path: Path): Refusal | undefined => {
    const other = taken.get(id);
    taken.set(id, says);
    if (other === undefined) return undefined;
    return refuse(path, `${quoted(id)} is taken already, by ${quoted(other)}`, "Give each promise an id of its own.");
  };
  return (
    firstOf(properties, (property, place) => next(property, [name, "properties", place, "id"])) ??
    firstOf(sometimes, (one, place) => next(one, [name, "sometimes", place, "id"]))
  );
};

/** A calm that ends before the protocol has had its time leaves every promise in time unjudged. */
const refusalOfCalm = ({ protocol, properties, ground }: Subject, path: Path): Refusal | undefined => {
  if (protocol.patience === undefined || properties.every(({ oracle }) => oracle.class === "safety")) return undefined;
  for (const nodes of ground.nodes)
    for (const [name, config] of Object.entries(protocol.configs)) {
      const ticks = protocol.patience(config, nodes, ground.delta);
      if (ticks > ground.calm)
        return refuse(
          [...path, "calm"],
          `it lasts ${ground.calm} ticks, and ${nodes} nodes under ${quoted(name)} may take ${ticks}`,
          `Let it last ${ticks} ticks at least.`,
        );
    }
  return undefined;
};

const KNOWN: readonly Hardship[] = [...HARDSHIPS, ...FAULTS];

const refusalOfGround = ({ protocol, ground }: Subject, path: Path): Refusal | undefined => {
  const { nodes, topology, hardships, lies } = ground;
  const told = Object.keys(protocol.lies ?? {});
  return (
    firstOf(hardships, (hardship, place) =>
      KNOWN.includes(hardship)
        ? undefined
        : refuse([...path, "hardships", place], `nobody knows the hardship ${shown(hardship)}`, `Take some of ${KNOWN.join(", ")}.`),
    ) ??
    firstOf(lies, (lie, place) =>
      told.includes(lie)
        ? undefined
        : refuse([...path, "lies", place], `nobody knows the lie ${shown(lie)}`, `Take some of ${told.join(", ")}.`),
    ) ??
    firstOf(nodes, (count, place) => {
      const faults = ground.faultsOf(count);
      if (!Number.isSafeInteger(faults) || faults < 0 || faults >= count)
        return refuse(
          [...path, "faultsOf"],
          `of ${count} nodes ${shown(faults)} may fail`,
          "Leave a node honest: from 0 to one less than there are.",
        );
      if (topology === "mesh" || "kind" in topology || topology.length === count) return undefined;
      return refuse(
        [...path, "nodes", place],
        `the topology has ${topology.length} nodes, not ${count}`,
        "Give it as many nodes as the topology has.",
      );
    })
  );
};
