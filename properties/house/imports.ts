import type { Import } from "./floors.ts";

/** Visits everything that names another module, in the shape that both the linter's rules and the parser's visitor take. */
export const eachImport = <N extends Naming>(see: (wanted: Import, node: N) => void): Record<Kind, (node: N) => void> => {
  const visit = (node: N): void => {
    // A path put together at run time has no value here; only the lab has reason for one.
    const from = "value" in (node.source ?? {}) ? (node.source as { readonly value: unknown }).value : undefined;
    if (typeof from === "string") see({ from, typeOnly: isTypeOnly(node) }, node);
  };
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
    TSImportType: visit,
  };
};

type Kind = "ImportDeclaration" | "ExportNamedDeclaration" | "ExportAllDeclaration" | "ImportExpression" | "TSImportType";

/** What the two parsers' nodes have in common. */
export interface Naming {
  readonly type: string;
  readonly source?: object | null;
  readonly importKind?: string | null;
  readonly exportKind?: string | null;
}

const isTypeOnly = (node: Naming): boolean => node.type === "TSImportType" || node.importKind === "type" || node.exportKind === "type";
