import { expect, test } from "vitest";
import { subject } from "#hunt";
import { page } from "#report";
import { canary } from "#protocols/canary";
import { canarySubject } from "#spec/canary";
import { findingIn, rivals } from "./finding.ts";

const { repro } = findingIn(rivals);

test("the page of a repro stands alone: no script, nothing from elsewhere, light and dark", () => {
  const html = page(canarySubject, repro);
  expect(html).toMatch(/^<!doctype html>/);
  expect(html).not.toMatch(/<script|<link|<img|\bon\w+=|https?:|url\((?!#)|@import/);
  expect(html).toContain("prefers-color-scheme: dark");
  expect(html).toContain("S1 breaks here");
});

test("every tag of a page is closed in its order", () => {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [whole, close, name = "", end] of page(canarySubject, repro).matchAll(/<(\/?)([a-z][\w]*)(?:\s[^<>]*?)?(\/?)>/gi)) {
    if (end === "/" || ["meta", "br"].includes(name)) continue;
    if (close !== "/") open.push(name);
    else if (open.pop() !== name) wrong.push(whole);
  }
  expect([...open, ...wrong]).toEqual([]);
});

test("whatever a protocol or a file says stays text in a page", () => {
  const hostile = `<script>alert("1")</script>'&`;
  const { properties, sometimes, ground } = canarySubject;
  const making = { properties: properties.map((one) => ({ ...one, says: hostile })), sometimes, ground };
  const odd = subject(import.meta.url, "odd", {
    ...making,
    protocol: {
      ...canary,
      name: hostile,
      configs: { [hostile]: canary.configs["short-quorum"]! },
      identify: (message) => [hostile, canary.identify!(message)],
    },
  });
  const moves = rivals.moves.map((move) =>
    move.kind === "fate" ? { ...move, message: { ...move.message, identity: [hostile, move.message.identity] } } : move,
  );
  const html = page(odd, findingIn({ ...rivals, config: hostile, moves }, odd).repro);
  expect(html).not.toContain("<script");
  expect(html).not.toContain(`"1"`);
  expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;");
});

test("a repro that holds again says so, and what it once showed", () => {
  expect(page(canarySubject, { ...repro, schedule: { ...rivals, config: "sound" } })).toContain("It holds now. Once: for [0, 0]");
});

test("a page says that no move is spare only when it has made sure of it", () => {
  const { certificate } = repro;
  const spare = [...rivals.moves, { at: 40, kind: "heal" } as const];
  const without = certificate.without.slice(1);
  expect(page(canarySubject, repro)).toContain("3 moves, none of them spare");
  const forged = page(canarySubject, { ...repro, certificate: { ...certificate, without } });
  const padded = page(canarySubject, { ...repro, schedule: { ...rivals, moves: spare } });
  const asFound = page(canarySubject, { ...repro, unshrunk: "it was late", certificate: { ...certificate, without: [] } });
  expect(asFound).toContain("3 moves, as they were found");
  for (const html of [forged, padded, asFound]) expect(html).not.toContain("none of them spare");
  for (const html of [forged, padded]) expect(html).toContain("the certificate is wrong: ");
});
