export { machine } from "./machine.ts";
export { registerSubject } from "./subject.ts";
