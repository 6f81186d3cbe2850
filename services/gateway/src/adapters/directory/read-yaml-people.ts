import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { DirectoryProblem, RawRow } from './person-row.ts';
import { meaningOf, type PeopleFile, type TextRow, unknownFields, unreadable } from './text-row.ts';

/**
 * A mapping with a list `people` of mappings. Scalars are read as the text they are, so that an unquoted `+380…` keeps
 * its plus and an id its zeros.
 */
export function readYamlPeople(text: string): PeopleFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const error = document.errors[0];
  if (error) return unreadable(`line ${lines.linePos(error.pos[0]).line}`, 'Correct the YAML syntax here.');
  const people = isMap(document.contents) ? document.contents.get('people') : null;
  if (!isSeq(people)) return unreadable('line 1', 'Begin the file with `people:` and a list of people.');

  const problems: DirectoryProblem[] = [];
  const rows = people.items.map((item): RawRow => {
    const where = `line ${lines.linePos((isNode(item) && item.range?.[0]) || 0).line}`;
    if (!isMap(item)) return { where, value: null };
    const row = textRowOf(document, item.items);
    problems.push(...unknownFields(where, Object.keys(row)));
    return { where, value: meaningOf(row) };
  });
  return { kind: 'read', rows, problems };
}

function textRowOf(document: Document, pairs: readonly { readonly key: unknown; readonly value: unknown }[]): TextRow {
  const textOf = (node: unknown): unknown => {
    const value = isAlias(node) ? node.resolve(document) : node;
    if (isScalar(value)) return value.value;
    // Anything deeper is none of ours: the schema refuses it by name.
    return isSeq(value) ? value.items.map((item) => (isScalar(item) ? item.value : item)) : value;
  };
  return Object.fromEntries(pairs.map(({ key, value }) => [String(textOf(key)), textOf(value)]));
}
