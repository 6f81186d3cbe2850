import { Document, isCollection, isMap, isNode, isPair, isScalar, type Node, visit } from 'yaml';
import type { Draft } from './draft.ts';

/** A draft as YAML, with its marks as comments: beside a value, above a group of values. */
export function writeYaml({ content, marks }: Draft<object>, heading: string): string {
  const document = new Document(content, { aliasDuplicateObjects: false });
  document.commentBefore = heading;
  layOut(document);
  for (const { path, words } of marks) {
    const node = document.getIn(path, true);
    if (!isNode(node)) continue;
    if (isBlock(node)) node.commentBefore = joined(node.commentBefore, '\n', words);
    else node.comment = joined(node.comment, ';', words);
  }
  return document.toString({ lineWidth: 120, singleQuote: true });
}

const shortMaps: readonly string[] = ['uk en', 'from to', 'in', 'ids'];
const clockTime = /^\d\d:\d\d$/;

/** Short things stand on one line; times are quoted, since older YAML would read them as numbers. */
function layOut(document: Document): void {
  visit(document, {
    Map(_key, map) {
      const keys = map.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')).join(' ');
      if (shortMaps.includes(keys)) map.flow = true;
    },
    Seq(_key, list) {
      if (list.items.every((item) => !isMap(item) || item.items.length <= 2) && list.items.length <= 1)
        list.flow = true;
    },
    Scalar(_key, scalar) {
      if (typeof scalar.value === 'string' && clockTime.test(scalar.value)) scalar.type = 'QUOTE_SINGLE';
    },
  });
}

function isBlock(node: Node): boolean {
  return isCollection(node) && node.flow !== true && node.items.some((item) => isPair(item) || isCollection(item));
}

function joined(before: string | null | undefined, separator: string, words: string): string {
  return before ? `${before}${separator} ${words}` : ` ${words}`;
}
