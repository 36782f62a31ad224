import { subject } from "#hunt";
import type { Subject } from "#hunt";
import { agreement, noPanic, sometimesDecided } from "#oracles";
import { echoConsent } from "#protocols/echo-consent";
import { ground } from "./ground.ts";

/** echo-consent with its promises, for hunts of any kind. */
export const echoConsentSubject: Subject = subject(import.meta.url, "echoConsentSubject", {
  protocol: echoConsent,
  properties: [
    { id: "I2", says: "of the blocks that follow one block of a token, honest nodes near the token commit the same", oracle: agreement() },
    { id: "S6", says: "nobody panics", oracle: noPanic() },
  ],
  sometimes: [sometimesDecided("E1")],
  ground,
});
