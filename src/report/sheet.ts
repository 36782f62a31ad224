/** How a page looks, by day and by night. */
export const SHEET = `
:root { --ground: #fbfaf7; --card: #fff; --ink: #1d2433; --soft: #667085; --rule: #e8e6df; --lane: #98a2b3; --red: #c8322b; --wash: #c8322b14;
  --c0: #2563a8; --c1: #b45309; --c2: #0f766e; --c3: #7c3aed; --c4: #a21caf; --c5: #4d7c0f; --green: #15803d; --amber: #b45309; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #11151c; --card: #181e28; --ink: #e6e9ef; --soft: #98a2b3; --rule: #2a3240; --lane: #5d6879; --red: #ff7a70; --wash: #ff7a7018;
    --c0: #7db4f0; --c1: #f0b267; --c2: #5fd0c0; --c3: #b79cf5; --c4: #e58af0; --c5: #a9d06b; --green: #6fd08c; --amber: #f0b267; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 24px 56px; }
.eyebrow { margin: 0; color: var(--soft); font-size: 14px; letter-spacing: .02em; }
.eyebrow b { background: var(--red); color: var(--card); border-radius: 6px; padding: 2px 8px; margin-right: 6px; }
.eyebrow span::before { content: "· "; }
h1 { font-size: 23px; line-height: 1.35; font-weight: 600; margin: 12px 0 24px; max-width: 60em; text-wrap: pretty; }
h2 { font-size: 15px; margin: 28px 0 8px; }
figure { margin: 0; background: var(--card); border: 1px solid var(--rule); border-radius: 14px; overflow-x: auto; padding: 8px; }
svg { display: block; font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
text { fill: var(--ink); }
.head { text-anchor: middle; font-weight: 600; font-size: 13px; }
.tick { text-anchor: end; fill: var(--soft); }
.fold { text-anchor: end; fill: var(--soft); }
.note { text-anchor: start; font-size: 11.5px; }
.note.say { stroke: none; }
.note.c0 { fill: var(--c0); } .note.c1 { fill: var(--c1); } .note.c2 { fill: var(--c2); } .note.c3 { fill: var(--c3); } .note.c4 { fill: var(--c4); } .note.c5 { fill: var(--c5); }
.fold.note { text-anchor: start; font-style: italic; }
.rule { stroke: var(--rule); }
.culprit { fill: var(--wash); }
.lane { stroke: var(--lane); stroke-width: 2; }
.lane.dead { stroke: none; }
.lane.paused { stroke-dasharray: 1 6; stroke-linecap: round; }
.lane.liar { stroke: var(--red); stroke-width: 4; }
.flight { stroke-width: 1.4; fill: none; opacity: .85; }
.flight.late { stroke-width: 2.6; opacity: 1; }
.flight.lost { stroke-dasharray: 4 4; opacity: .8; }
.cross { stroke-width: 2; fill: none; }
.c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); } .c3 { stroke: var(--c3); } .c4 { stroke: var(--c4); } .c5 { stroke: var(--c5); }
.tip { stroke: none; }
.tip.c0 { fill: var(--c0); } .tip.c1 { fill: var(--c1); } .tip.c2 { fill: var(--c2); } .tip.c3 { fill: var(--c3); } .tip.c4 { fill: var(--c4); } .tip.c5 { fill: var(--c5); }
.sign { --tone: var(--soft); }
.sign.decide, .sign.start, .sign.resume, .key.decide, .key.start, .key.resume { --tone: var(--green); }
.sign.crash, .sign.panic, .sign.turn, .key.crash, .key.turn, .key.panic { --tone: var(--red); }
.sign.submit, .key.submit { --tone: var(--ink); }
.sign.pause, .key.pause { --tone: var(--amber); }
.sign circle, .sign rect, .sign path { fill: var(--tone); stroke: var(--card); stroke-width: 1.5; }
.sign .hollow { fill: var(--card); stroke: var(--tone); }
.sign .tickmark { fill: none; stroke: var(--card); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.sign text { fill: var(--card); text-anchor: middle; font-weight: 700; font-size: 11px; }
.sign .label { fill: var(--tone); text-anchor: start; font-size: 13px; paint-order: stroke; stroke: var(--card); stroke-width: 4; }
line.breach { stroke: var(--red); stroke-width: 1.5; stroke-dasharray: 7 4; }
text.breach { fill: var(--red); text-anchor: end; font-weight: 700; }
.legend { color: var(--soft); font-size: 13px; margin: 10px 4px; display: flex; flex-wrap: wrap; gap: 4px 20px; }
.key i { display: inline-block; width: 10px; height: 10px; border-radius: 50%; margin-right: 6px; background: var(--tone, var(--soft)); }
.key.submit i { border-radius: 1px; transform: rotate(45deg) scale(.9); }
.key.timer i { transform: scale(.6); }
.key u { display: inline-block; width: 22px; margin: 0 6px 4px 0; border-bottom: 2px dashed var(--soft); }
.key u.late { border-bottom: 3px solid var(--soft); }
ol { margin: 0; padding-left: 28px; }
li { padding: 2px 0; font-variant-numeric: tabular-nums; }
li span { color: var(--soft); display: inline-block; min-width: 4.5em; }
footer { margin-top: 28px; padding-top: 16px; border-top: 1px solid var(--rule); color: var(--soft); font-size: 13px; }
code { font-size: 12px; }
`;
