/** Installed there is JavaScript only, and no tour. */
export const IS_INSTALLED = import.meta.url.endsWith(".js");

/** How the user calls our command line: installed it is a program, in the checkout a script. */
export const COMMAND = IS_INSTALLED ? "npx schism" : "npm run hunt --";
