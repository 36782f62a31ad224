import { refusal } from "./floors.ts";
import { eachImport } from "./imports.ts";

/** What the linter has no rule for: the kind of node that is refused, and why. */
const bans: Readonly<Record<string, readonly [selector: string, because: string]>> = {
  "no-for-in": ["ForInStatement", "The order of an object's keys is an accident: keep what is walked over in an array, a Map or a Set."],
  "no-bare-sort": [
    "CallExpression[arguments.length=0]:matches([callee.property.name=/^(sort|toSorted)$/], [callee.property.value=/^(sort|toSorted)$/])",
    "Sorting needs a comparator that is total: the default one compares texts.",
  ],
  "no-dynamic-import": ["ImportExpression", "Nothing waits here: what a run needs is there before it begins."],
  "no-loose-math": [
    "Identifier[name='Math']:not(MemberExpression > .object):not(VariableDeclarator[id.type='ObjectPattern'] > .init)",
    "Math under another name would hide what is taken from it.",
  ],
  "no-inexact-power": [
    ":matches(BinaryExpression[operator='**']:not([left.type='Literal'][right.type='Literal']), AssignmentExpression[operator='**='])",
    "Engines may round a power differently: shift, multiply, or write the constant.",
  ],
  "no-enum": ["TSEnumDeclaration", "Node runs our sources as they are, and cannot erase an enum: take a union of literals."],
  "no-decorator": ["Decorator", "Node runs our sources as they are, and knows no decorators."],
};

interface Context {
  readonly filename: string;
  readonly cwd: string;
  report(this: void, finding: { readonly node: Node; readonly message: string }): void;
}
interface Node {
  readonly type: string;
  readonly range: [number, number];
}

const refuse = ([selector, message]: readonly [string, string]) => ({
  create: ({ report }: Context) => ({ [selector]: (node: Node) => report({ node, message }) }),
});

/** Imports by the table of the floors. */
const floors = {
  create: ({ filename, cwd, report }: Context) =>
    eachImport<Node>((wanted, node) => {
      const message = refusal(placeOf(filename, cwd), wanted);
      if (message !== undefined) report({ node, message });
    }),
};

/** The path from the root of the project; of a planted file, which lies elsewhere, from the root that its path seems to have. */
const placeOf = (filename: string, cwd: string): string => {
  const path = filename.replaceAll("\\", "/");
  const root = `${cwd.replaceAll("\\", "/")}/`;
  return path.startsWith(root) ? path.slice(root.length) : path.replace(/^.*\/(?=(?:src|spec|properties)\/)/, "");
};

/** The house's own rules for oxlint, as `house/…`. The default export is what it loads. */
export default {
  meta: { name: "house" },
  rules: { floors, ...Object.fromEntries(Object.entries(bans).map(([name, ban]) => [name, refuse(ban)])) },
};
