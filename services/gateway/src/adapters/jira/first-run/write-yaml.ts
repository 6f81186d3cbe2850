import { Document, isCollection, isMap, isNode, isPair } from 'yaml';
import type { Draft } from './draft-files.ts';

/** A draft as YAML, with its marks as comments: beside a value, above a list or a group of values. */
export function writeYaml({ content, marks }: Draft<object>, heading: string): string {
  const document = new Document(content, { aliasDuplicateObjects: false });
  document.commentBefore = heading;
  for (const { path, words } of marks) {
    const node = document.getIn(path, true);
    if (!isNode(node)) continue;
    const comment = ` ${words}`;
    if (isCollection(node) && node.items.length > 0 && isMap(node)) above(node, comment);
    else node.comment = node.comment ? `${node.comment};${comment}` : comment;
    if (isCollection(node) && node.items.every((item) => !isCollection(item) && !isPair(item))) node.flow = true;
  }
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

function above(node: { commentBefore?: string | null | undefined }, comment: string): void {
  node.commentBefore = node.commentBefore ? `${node.commentBefore}\n${comment}` : comment;
}
