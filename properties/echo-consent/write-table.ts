import { writeFileSync } from "node:fs";
import { PAGE, pageNow, pageWith } from "./table.ts";

writeFileSync(PAGE, pageWith(pageNow()));
