// fast-check has a default export and a namespace of names; this is the one place that chooses.
export * as fc from "fast-check";
