// Writes the scenarios of the brief into fixtures/scenarios/echo-consent: node properties/echo-consent/write-scenarios.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { scenarioText } from "./scenario-text.ts";
import { SCENARIOS } from "./scenarios.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/scenarios/echo-consent");

for (const scenario of SCENARIOS) writeFileSync(join(FOLDER, `${scenario.name}.json`), scenarioText(scenario));
