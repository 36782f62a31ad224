import { defineConfig } from "vitest/config";

/** Two workers: hunts start processes of their own, and CI has two cores. */
const WORKERS_MAX = 2;
/** A hunt is bounded by its events. The clock is only there for the day when that bound fails. */
const HUNT_MS_MAX = 120_000;

export default defineConfig({
  test: {
    pool: "forks",
    // What a module keeps between files is banned anyway, and starting anew for each costs more than most of the tests.
    isolate: false,
    maxWorkers: WORKERS_MAX,
    testTimeout: HUNT_MS_MAX,
    // Named outright: left out, vitest chooses others when a program calls it.
    reporters: ["default", ["json", { outputFile: "reports/out/tests.json" }]],
    projects: [
      { extends: true, test: { name: "house", include: ["properties/house/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "properties",
          include: ["properties/**/*.test.ts"],
          exclude: ["properties/house/**", "properties/bench/**", "properties/tour/**"],
        },
      },
      // Read from top to bottom, and run so: one file after the other.
      { extends: true, test: { name: "tour", include: ["properties/**/*.tour.ts"], fileParallelism: false } },
    ],
  },
});
