import { subject } from "#hunt";
import type { Ground, Subject } from "#hunt";
import type { Parts, Protocol } from "#kernel";
import { agreement, bounded, noPanic, sometimesAnswered, sometimesDecided } from "#oracles";
import type { Property } from "#oracles";
import { echoConsent } from "#protocols/echo-consent";
import { atomicity } from "./atomicity.ts";
import { authorisation } from "./authorisation.ts";
import { chain } from "./chain.ts";
import { favour } from "./favour.ts";
import { fetching } from "./fetching.ts";
import { chains, clocks, few, floods, ground, liars, strangers, travellers } from "./ground.ts";
import { irrevocability } from "./irrevocability.ts";
import { losers } from "./losers.ts";
import { quorum } from "./quorum.ts";
import { resolution } from "./resolution.ts";
import { shape } from "./shape.ts";
import { single } from "./single.ts";
import { solicited } from "./solicited.ts";
import { vicinity } from "./vicinity.ts";

const protocol = echoConsent as unknown as Protocol<Parts>;
const { configs } = echoConsent;

/** A pool holds what clients ask for, and as many invented names as each of few liars may bring in. */
const ENTRIES_MAX = 24;

const properties: readonly Property[] = [
  { id: "I1", says: "a node decides one block after each parent of a token", oracle: single() },
  { id: "I2", says: "of the blocks that follow one block of a token, honest nodes near the token commit the same", oracle: agreement() },
  { id: "I3", says: "a token moves from the parent that the block names", oracle: chain() },
  {
    id: "I4",
    says: "a part is settled by more votes for it than the threshold, of peers who know",
    oracle: quorum((config) => configs[config]!.threshold),
  },
  { id: "I5", says: "a block that commits moves all of its tokens", oracle: atomicity() },
  { id: "I6", says: "what is committed stays, and no token goes back", oracle: irrevocability() },
  { id: "I7", says: "a token changes under the key that its parent named", oracle: authorisation() },
  { id: "I8", says: "a block is well formed, younger than its parents, and alone of its name", oracle: shape() },
  { id: "I9", says: "a body comes as an answer, or from somebody known", oracle: solicited() },
  { id: "I10", says: "a block known by name gets its body", oracle: fetching((config) => configs[config]!.lifetime) },
  { id: "I11", says: "a client hears what became of its block, and what nobody contests commits", oracle: resolution(protocol) },
  { id: "I12", says: "what can no longer commit is blocked", oracle: losers() },
  { id: "I13", says: "what a node keeps is bounded", oracle: bounded("entriesMost", ENTRIES_MAX) },
  { id: "I18", says: "of two siblings the higher has the vote", oracle: favour() },
  { id: "I19", says: "news reaches the peers next to each place of a block", oracle: vicinity() },
  { id: "S6", says: "nobody panics", oracle: noPanic() },
];

/** echo-consent with its promises, on a ground of its own. */
const subjectOn = (name: string, on: Ground, promises: readonly Property[] = properties): Subject =>
  subject(import.meta.url, name, {
    protocol: echoConsent,
    properties: promises,
    sometimes: [sometimesDecided("E1"), sometimesAnswered("E3")],
    ground: on,
  });

/** For hunts of any kind. */
export const echoConsentSubject: Subject = subjectOn("echoConsentSubject", ground);
/** Where one node lies. */
export const liarsSubject: Subject = subjectOn("liarsSubject", liars);
/** Where one node floods: too short a run for what is promised in time. */
export const floodsSubject: Subject = subjectOn(
  "floodsSubject",
  floods,
  properties.filter(({ oracle }) => oracle.class === "safety"),
);
/** Where links go one way. */
export const strangersSubject: Subject = subjectOn("strangersSubject", strangers);
/** Where clients spend what they were given. */
export const chainsSubject: Subject = subjectOn("chainsSubject", chains);
/** Where clients spend it late, and elsewhere. */
export const travellersSubject: Subject = subjectOn("travellersSubject", travellers);
/** Where clocks jump. */
export const clocksSubject: Subject = subjectOn("clocksSubject", clocks);
/** Where nodes have two peers each. */
export const fewSubject: Subject = subjectOn("fewSubject", few);
