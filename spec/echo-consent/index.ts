export { echoConsentSubject } from "./subject.ts";
