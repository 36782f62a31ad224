import { subject } from "#hunt";
import type { Subject } from "#hunt";
import type { Parts, Protocol } from "#kernel";
import { answered, linearizability, noPanic, sometimesAnswered, sometimesWaiting } from "#oracles";
import type { Property, Sometimes } from "#oracles";
import { register } from "#protocols/register";
import { ground } from "./ground.ts";
import { machine } from "./machine.ts";

const protocol = register as unknown as Protocol<Parts>;

const properties: readonly Property[] = [
  { id: "S6", says: "nobody panics", oracle: noPanic() },
  { id: "S8", says: "what clients saw, one machine could have shown them", oracle: linearizability(machine) },
  { id: "L3", says: "whoever asks is answered in time", oracle: answered(protocol) },
];

/** Without that the storm never put a leader to the test. */
const sometimesDeposed: Sometimes = {
  id: "E5",
  says: "the leader of the first term was deposed",
  isSeen: (history) => history.some((event) => event.kind === "probe" && event.values["term"] !== 0),
};

/** The register with its promises, for hunts of any kind. */
export const registerSubject: Subject = subject(import.meta.url, "registerSubject", {
  protocol: register,
  properties,
  sometimes: [sometimesAnswered("E3"), sometimesWaiting("E4"), sometimesDeposed],
  ground,
});
