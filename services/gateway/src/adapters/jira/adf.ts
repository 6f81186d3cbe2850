import { z } from 'zod';

/** A document of the Atlassian Document Format. A text node is text: nothing a person wrote in it is ever markup. */
export interface AdfDocument {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfParagraph[];
}

interface AdfParagraph {
  readonly type: 'paragraph';
  readonly content: readonly ({ readonly type: 'text'; readonly text: string } | { readonly type: 'hardBreak' })[];
}

const AdfNode = z.object({
  type: z.string(),
  text: z.string().optional(),
  attrs: z.record(z.string(), z.unknown()).optional(),
  content: z.array(z.unknown()).optional(),
});
type AdfNode = z.infer<typeof AdfNode>;

const depthMax = 40;
const nodesMax = 20_000;

/** An empty line begins a paragraph, any other line break is one. */
export function textToAdf(text: string): AdfDocument {
  const paragraphs = text.split(/\n{2,}/).map((paragraph): AdfParagraph => {
    const nodes = paragraph.split('\n').flatMap((line, at) => [
      ...(at === 0 ? [] : [{ type: 'hardBreak' } as const]),
      // Jira refuses an empty text node.
      ...(line === '' ? [] : [{ type: 'text', text: line } as const]),
    ]);
    return { type: 'paragraph', content: nodes };
  });
  return { type: 'doc', version: 1, content: paragraphs };
}

const mediaBlocks: ReadonlySet<string> = new Set(['mediaGroup', 'mediaSingle']);

/** A document with the words of `text` and the files that the document shows. */
export function replaceAdfWords(document: unknown, text: string): unknown {
  const root = AdfNode.safeParse(document);
  const blocks = root.success ? childrenOf(root.data, { nodesLeft: nodesMax }) : [];
  const files = blocks.flatMap((block): unknown[] => {
    if (mediaBlocks.has(block.type)) return [block];
    const inline = (block.content ?? []).filter((child) => AdfNode.safeParse(child).data?.type === 'mediaInline');
    return inline.length === 0 ? [] : [{ type: 'paragraph', content: inline }];
  });
  const words = textToAdf(text);
  return { ...words, content: [...words.content, ...files] };
}

/** The words of any document, also of one that an agent wrote; what has no words (a picture, a rule) is left out. */
export function adfToText(document: unknown): string {
  const walk = { nodesLeft: nodesMax };
  const root = AdfNode.safeParse(document);
  return root.success ? blocksOf(root.data, walk, 0).trim() : '';
}

const inlineTypes: ReadonlySet<string> = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'inlineCard',
  'date',
  'status',
]);

function blocksOf(node: AdfNode, walk: { nodesLeft: number }, depth: number): string {
  if (depth > depthMax) return '';
  const children = childrenOf(node, walk);
  if (children.every((child) => inlineTypes.has(child.type))) return children.map(wordsOf).join('');
  const gap = node.type === 'doc' ? '\n\n' : '\n';
  const prefix = node.type === 'bulletList' || node.type === 'orderedList' ? '- ' : '';
  return children
    .map((child) => (inlineTypes.has(child.type) ? wordsOf(child) : blocksOf(child, walk, depth + 1)))
    .filter((block) => block !== '')
    .map((block) => prefix + block)
    .join(gap);
}

function childrenOf(node: AdfNode, walk: { nodesLeft: number }): readonly AdfNode[] {
  return (node.content ?? []).flatMap((child) => {
    walk.nodesLeft -= 1;
    const parsed = walk.nodesLeft < 0 ? null : AdfNode.safeParse(child);
    return parsed?.success ? [parsed.data] : [];
  });
}

function wordsOf(node: AdfNode): string {
  switch (node.type) {
    case 'text':
      return node.text ?? '';
    case 'hardBreak':
      return '\n';
    case 'mention':
    case 'status':
      return attribute(node, 'text');
    case 'emoji':
      return attribute(node, 'text') || attribute(node, 'shortName');
    case 'inlineCard':
      return attribute(node, 'url');
    case 'date':
      return dayOf(attribute(node, 'timestamp'));
    default:
      return '';
  }
}

function attribute(node: AdfNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

/** A date's timestamp is epoch milliseconds, in digits. */
function dayOf(timestamp: string): string {
  const at = /^\d{1,15}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  return Number.isFinite(at) ? new Date(at).toISOString().slice(0, 10) : '';
}
