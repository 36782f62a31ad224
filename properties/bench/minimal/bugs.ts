import type { Ground, Subject } from "#hunt";
import { canarySubject } from "#spec/canary";
import { toySubject } from "../../hunt/toy.ts";

export interface Bug { readonly name: string; readonly subject: Subject; readonly config: string; readonly property: string; readonly runs?: number }
const on = (changes: Partial<Ground>): Subject => ({ ...canarySubject, ground: { ...canarySubject.ground, ...changes } });
const bug = (name: string, config: string, property: string, changes: Partial<Ground>): Bug => ({ name, subject: on(changes), config, property });

export const BUGS: readonly Bug[] = [
  bug("short-quorum S1", "short-quorum", "S1", { calls: 10 }),
  bug("forgetful L2", "forgetful", "L2", { calls: 10 }),
  bug("hasty L2", "hasty", "L2", { calls: 10 }),
  bug("aloof L2", "aloof", "L2", { calls: 10 }),
  bug("gullible L2", "gullible", "L2", { calls: 10 }),
  bug("gullible S1", "gullible", "S1", { calls: 10 }),
  bug("double-counting S1", "double-counting", "S1", { calls: 10 }),
  bug("double-counting S1 weather", "double-counting", "S1", { calls: 10, hardships: ["weather"] }),
  bug("inventive S2", "inventive", "S2", { calls: 10 }),
  bug("silent L1 7 weather", "silent", "L1", { nodes: [7], calls: 6, hardships: ["weather"] }),
  bug("silent L1 10 weather", "silent", "L1", { nodes: [10], calls: 8, hardships: ["weather"] }),
  bug("minting S4", "minting", "S4", { calls: 10 }),
  bug("fragile S6", "fragile", "S6", { calls: 10 }),
  bug("hoarding S7", "hoarding", "S7", { calls: 10 }),
  bug("reborn S5", "reborn", "S5", { calls: 10 }),
  bug("forgetful S1 crash", "forgetful", "S1", { calls: 10, hardships: ["crash", "weather"] }),
  bug("both S6", "forgetful-and-fragile", "S6", { calls: 10 }),
  bug("both L2", "forgetful-and-fragile", "L2", { calls: 10 }),
  { name: "toy S1", subject: toySubject, config: "forgetful", property: "S1" },
];
