/** How the user calls our command line: installed it is a program, in the checkout a script. */
export const COMMAND = import.meta.url.endsWith(".js") ? "npx schism" : "npm run hunt --";
