/** What the figures say of each option: what it gains, what it costs, and whether it helps against a double-spend. */
export const SENTENCES: readonly (readonly [option: string, sentence: string])[] = [
  [
    "batching",
    "gains where one node has several blocks at once to ask the same peers about (574 messages a commit come down to 473 where every peer is near everything), hardly anything where it has one; a lost batch loses all that it holds; no help against a double-spend.",
  ],
  [
    "selective",
    "costs on every ground, most where votes are lost or few know each other (11.6 commits become 5): a request carries one's own vote, so whoever is asked no more is told no more, and an old no stays; fewer double-spends only because fewer blocks commit.",
  ],
  [
    "pruning",
    "keeps a third of the entries; under v0 no vote counts otherwise; under v2-core losers come again through the news of their friends and cost half as many messages more; no help against a double-spend.",
  ],
  [
    "adaptive",
    "gains a quarter of the commits where T is 2 and few answer (11.6 become 14.6), loses as many where T is 1 already and nearly all answer; a lower threshold is bought with safety: of v2-core's families 1.8 instead of 0.4 are decided both ways.",
  ],
  [
    "hierarchical",
    "as v0 fetches it stalls: a role hangs on most of a few speakers, and a speaker whose copy of the body was lost never speaks; with refetch it runs where nearly all know each other, for three to five times the messages, and not at all where few do. No v2-core family was decided both ways, with a fifth fewer commits and four times the latency.",
  ],
  [
    "sharding",
    "changes nothing where an arc is much wider than the voters of a role; arcs of five peers cost half the commits under v0, a third of the messages more under v2-core, and fewer families are split for that reason; it spares no node any work, for votes are local without it.",
  ],
  [
    "resubmit",
    "rescues what expired (5.6 commits become 9 where three messages in ten are lost, and nothing is given up); costs a lifetime each time, is idle where nothing expires, and makes two blocks of one intent, so it can only hurt against a double-spend.",
  ],
  [
    "refetch",
    "the best of all: four times the commits where three messages in ten are lost (5.6 become 21), a fifth to two thirds more elsewhere; costs a query a round for each missing body, which a flood of names makes five times the traffic; more blocks commit, and more siblings with them.",
  ],
  [
    "blocking",
    "ends blocks that others would bring back to life, which saves a seventh of the messages a commit where many are lost, for entries that stay twice as long; no help against a double-spend.",
  ],
  [
    "rate-limit",
    "idle among honest nodes at eight messages a sender and round, and what keeps a flooded v0 alive: 19.4 commits instead of 1 with two flooders, though four more of them would fill the pool again; no help against a double-spend.",
  ],
  [
    "back-pressure",
    "costs wherever it is felt (180 commits become 113): to ask for less is to vote less, which makes everybody ask for longer, and a flood does not listen; no help against a double-spend.",
  ],
  [
    "parallel",
    "eight tokens in flight commit 7.7 times what one does, for as many messages a commit and at the same latency: blocks that share no token do not meet. It is what clients do, not a rule.",
  ],
];
