export { registerSubject } from "./subject.ts";
