import { z } from 'zod';
import type { RichText } from '../site/records.ts';

/** A node of the Atlassian Document Format, as far as reading its text needs. */
interface AdfNode {
  readonly type: string;
  readonly text?: string | undefined;
  readonly attrs?: Record<string, unknown> | undefined;
  readonly content?: readonly AdfNode[] | undefined;
}

const nodesMax = 5_000;

const AdfNode: z.ZodType<AdfNode> = z.lazy(() =>
  z.object({
    type: z.string().min(1),
    // Jira refuses an empty text node.
    text: z.string().min(1).optional(),
    attrs: z.record(z.string(), z.unknown()).optional(),
    content: z.array(AdfNode).optional(),
  }),
);

const AdfDocument = z.strictObject({
  type: z.literal('doc'),
  version: z.literal(1),
  content: z.array(AdfNode),
});

/** `undefined` when Jira would call the document invalid. */
export function readAdf(raw: unknown): RichText | undefined {
  const document = AdfDocument.safeParse(raw);
  if (!document.success || countNodes(document.data.content) > nodesMax) return undefined;
  const original = z.record(z.string(), z.unknown()).parse(raw);
  return { text: blocksToText(document.data.content), document: original };
}

/**
 * A line becomes a paragraph; `readAdf` of the result gives the same text back. A line that `media` has an id of
 * Cloud's media store for becomes that file.
 */
export function textToAdf(text: string, media: ReadonlyMap<string, string> = new Map()): Record<string, unknown> {
  const blocks = text.split('\n').map((line) => {
    const id = media.get(line);
    if (id !== undefined)
      return { type: 'mediaGroup', content: [{ type: 'media', attrs: { type: 'file', id, collection: '' } }] };
    return { type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] };
  });
  return { type: 'doc', version: 1, content: blocks };
}

/** The files a document shows, as Cloud's media store numbers them. */
export function mediaIdsOf(document: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const read = AdfDocument.safeParse(document);
  return new Set(read.success ? read.data.content.flatMap(mediaOf) : []);
}

function mediaOf(node: AdfNode): string[] {
  const own = node.type === 'media' || node.type === 'mediaInline' ? [attribute(node, 'id')] : [];
  return [...own, ...(node.content ?? []).flatMap(mediaOf)];
}

function blocksToText(blocks: readonly AdfNode[]): string {
  return blocks.map(nodeToText).join('\n');
}

const blockContainers = new Set([
  'blockquote',
  'panel',
  'expand',
  'nestedExpand',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
  'listItem',
  'layoutSection',
  'layoutColumn',
]);

function nodeToText(node: AdfNode): string {
  const content = node.content ?? [];
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'mention' || node.type === 'emoji') return attribute(node, 'text') || attribute(node, 'shortName');
  if (node.type === 'inlineCard' || node.type === 'blockCard') return attribute(node, 'url');
  if (node.type === 'rule') return '----';
  if (node.type === 'bulletList') return content.map((item) => `- ${nodeToText(item)}`).join('\n');
  if (node.type === 'orderedList') return content.map((item, index) => `${index + 1}. ${nodeToText(item)}`).join('\n');
  if (blockContainers.has(node.type)) return blocksToText(content);
  return content.map(nodeToText).join('');
}

function attribute(node: AdfNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

function countNodes(nodes: readonly AdfNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + countNodes(node.content ?? []), 0);
}
