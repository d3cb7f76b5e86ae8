/** A whole, valid tree with every node kind; the tests break it in one place each. */
export const routerTree = `# yaml-language-server: $schema=./tree.schema.json
id: router
families: [trust-relationship]
sources: [{ title: Router article, id: KB 954584, reviewed: 2026-11-01 }]
start: ask
onError: judge-error
onEndpoint: look
nodes:
  judge-error:
    kind: branch
    on: facts
    cases:
      - { when: { fact: endpoint, exists: true }, goto: look }
    otherwise: ask
  ask:
    kind: prompt
    input: text
    expect: endpoint
    text: ask
    retry: askAgain
    choices:
      - { id: dont-know, text: dontKnow, synonyms: dontKnowSynonyms, goto: where }
    next: look
  where: { kind: answer, show: topic, of: where-is-the-url, choices: [{ use: common }] }
  look: { kind: probeEndpoint, text: looking, waiting: stillLooking, endpoint: endpoint, missing: ask, next: judge }
  judge:
    kind: branch
    on: findings
    cases:
      - { when: { verdict: trusted }, goto: trusted }
      - { when: { any: [self-signed, expired] }, goto: result }
    otherwise: result
  trusted: { kind: answer, show: diagnosis, expect: routerReport, retry: reportAgain, next: judge }
  result:
    kind: answer
    show: diagnosis
    choices:
      - { id: works, text: works, goto: bye }
      - { id: again, text: again, goto: look }
      - { use: common }
  sure: { kind: prompt, input: confirm, text: sure, slot: sure, choices: [{ id: yes, text: yes }, { id: no, text: no, goto: ask }], next: hello }
  hello: { kind: message, text: hello, next: read }
  read: { kind: recognizeError, unknown: ask, unknownAgain: leave }
  leave: { kind: goto, tree: root, node: menu }
  bye: { kind: end, text: bye }
choiceSets:
  common:
    - { id: another, text: another, goto: sure, set: { endpoint: null } }
    - { id: menu, text: menu, tree: root }
    - { id: human, text: human, command: human }
dontKnow: where
`;

export const rootTree = `id: root
start: menu
nodes:
  menu:
    kind: prompt
    input: choice
    text: menu
    choices:
      - { id: router, text: router, tree: router }
      - { id: help, text: help, command: help }
      - { id: dont-know, text: help, command: human }
`;
