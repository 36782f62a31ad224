import type { Subject } from "#hunt";
import { canarySubject } from "#spec/canary";
import { echoConsentSubject } from "#spec/echo-consent";
import { registerSubject } from "#spec/register";

/** The subjects of this house, by the name that the command line and the repros know them by. */
export const SUBJECTS: Readonly<Record<string, Subject>> = {
  canary: canarySubject,
  "echo-consent": echoConsentSubject,
  register: registerSubject,
};
