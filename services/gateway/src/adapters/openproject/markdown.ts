/** Signs that mean something to Markdown, wherever they stand. */
const anywhere = /[\\`*_[\]<>#&~|"@{}]/g;
/** What begins a list, a rule or a heading where it begins a line. */
const atLineStart = /^(?:[-+=]|\d{1,9}(?=[.)]))/;

/**
 * What OpenProject itself makes links and macros of, in the text that Markdown has left: there no backslash stands any
 * more. `#12`, `user#4`, `r52`, `version:"1.0"`, `workPackageValue:12:subject`, `[[page]]`, `{{opSetting:base_url}}`,
 * and the `!` that it takes for "not a link" and leaves out.
 */
const acting = new RegExp(
  [
    '(?<=#)(?=\\d)',
    '(?<=(?:^|[\\s(,[>;:-])!?r)(?=\\d)',
    '(?<=\\b(?:attachment|commit|document|export|project|source|user|version))(?=:\\S)',
    '(?<=\\w(?:Label|Value))(?=:\\S)',
    '(?<=\\[)(?=\\[)',
    '(?<=\\{)(?=\\{)',
    '(?<=!)(?=:)',
  ].join('|'),
  'g',
);
/** The beginning of an address: a parser that makes links of bare ones would take our backslashes for a part of them. */
const address = /(?<=\b[a-z][a-z0-9+.-]*):(?=\/\/)|(?<=\bwww)[.]/gi;
/** Not seen, and no part of any such pattern: a word joiner. One that a person wrote is written as an entity. */
const joiner = '\u2060';
const joinerEntity = '&#8288;';

/** A person's words as Markdown that shows exactly those words: no link, mention, picture, list, code or heading. */
export function textToMarkdown(text: string): string {
  const lines = text.split('\n');
  return lines
    .map((line, at) => {
      const next = lines[at + 1] ?? '';
      // A line break inside a paragraph is one only if it says so.
      return neutraliseLine(line) + (line.trim() !== '' && next.trim() !== '' ? '\\' : '');
    })
    .join('\n');
}

function neutraliseLine(line: string): string {
  const [indent = ''] = /^[ \t]*/.exec(line) ?? [];
  const rest = line
    .slice(indent.length)
    .split(joiner)
    .map((part) => part.replaceAll(acting, joiner).replaceAll(anywhere, '\\$&').replaceAll(address, entityOf))
    .join(joinerEntity);
  const start = rest.replace(atLineStart, (found) => (/\d/.test(found) ? entitiesOf(found) : `\\${found}`));
  return (rest === '' ? indent : entitiesOf(indent)) + start;
}

/** Behind entities white space is no code block, and digits no list. */
function entitiesOf(text: string): string {
  return text.replaceAll(/[ \t\d]/g, entityOf);
}

function entityOf(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

const unescaped = (pattern: string) => new RegExp(`(?<!\\\\)${pattern}`, 'g');
const htmlComment = unescaped('<!--[\\s\\S]*?-->');
const picture = unescaped('<img\\b[^>]*>');
const fileLink = unescaped('\\[(?:\\\\.|[^\\]\\\\\\n])*\\]\\([^)\\s]*/attachments/\\d{1,12}/content\\)');
const lineBreak = unescaped('<br\\s*/?>\\n?');
const mention = unescaped('<mention\\b[^>]*>([^<]*)</mention>');

/** `\*` is the sign, `\` at a line's end the break, and entities what OpenProject's editor writes, or we did. */
const writtenOtherwise = /\\([!-/:-@[-`{-~])|\\(?=\n)|&(?:#(\d{1,4})|(nbsp|amp|lt|gt|quot));/g;
const named: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"' };

/** The words behind Markdown, without the files it shows. Markup that somebody else wrote stays as they wrote it. */
export function markdownToText(markdown: string): string {
  return markdown
    .replaceAll('\r\n', '\n')
    .replaceAll(htmlComment, '')
    .replaceAll(picture, '')
    .replaceAll(fileLink, '')
    .replaceAll(lineBreak, '\n')
    .replaceAll(mention, '$1')
    .replaceAll(joiner, '')
    .replaceAll(writtenOtherwise, (_, sign?: string, code?: string, name?: string) => {
      if (sign !== undefined) return sign;
      if (code !== undefined) return String.fromCharCode(Number(code));
      return named[name ?? ''] ?? '';
    })
    .trim();
}

/** The lines that show files. */
export function fileLines(markdown: string): readonly string[] {
  return markdown.split('\n').filter((line) => line.search(picture) >= 0 || line.search(fileLink) >= 0);
}

/** Files by their ids, wherever the text shows them. */
export function shownFileIds(markdown: string): ReadonlySet<string> {
  const addresses = markdown.matchAll(/(?<!\\)(?:<img\b[^>]*|\]\([^)\s]*)\/attachments\/(\d{1,12})\/content/g);
  return new Set([...addresses].flatMap(([, id]) => id ?? []));
}

/**
 * A file as OpenProject's editor puts it into a comment: by this picture the comment takes hold of it. What is no
 * picture has a link to be opened by.
 */
export function fileLine({ id, name }: { readonly id: string; readonly name: string }): string {
  const address = `/api/v3/attachments/${id}/content`;
  const image = `<img class="op-uc-image op-uc-image_inline" src="${address}" alt="${attributeOf(name)}">`;
  if (/\.(?:png|jpe?g|gif|webp)$/i.test(name)) return image;
  return `[${neutraliseLine(name)}](${address}) ${image}`;
}

function attributeOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ._-]/gu, '_');
}
