/** Not seen: by it a writer keeps OpenProject from making links and macros of what is none. */
const joiner = '\u2060';
const entity = /\\([!-/:-@[-`{-~])|\\(?=\n)|&(?:#(\d{1,4})|(nbsp|amp|lt|gt|quot));/g;
const named: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"' };

/** Markdown as one reads it: the words, not their looks, without what is hidden and without the files it shows. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/(?<!\\)<!--[\s\S]*?-->/g, '')
    .replaceAll(/(?<!\\)<img\b[^>]*>/g, '')
    .replaceAll(/(?<!\\)\[(?:\\.|[^\]\\\n])*\]\([^)\s]*\/attachments\/\d+\/content\)/g, '')
    .replaceAll(joiner, '')
    .replaceAll(entity, (_, sign?: string, code?: string, name?: string) => {
      if (sign !== undefined) return sign;
      if (code !== undefined) return String.fromCharCode(Number(code));
      return named[name ?? ''] ?? '';
    })
    .trim();
}
