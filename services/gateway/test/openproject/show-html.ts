const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const quiet = /^(?:\/?p|br \/)$/;

/** A page as a reader sees it, and whatever in it is more than paragraphs and line breaks. */
export function showHtml(html: string): { readonly text: string; readonly acting: readonly string[] } {
  const acting = [...html.matchAll(/<([^>]*)>/g)].flatMap(([tag, inside = '']) => (quiet.test(inside) ? [] : [tag]));
  const text = html
    .replaceAll(/<br \/>\n?/g, '\n')
    .replaceAll(/<\/p>\n<p>/g, '\n\n')
    .replaceAll(/<\/?p>/g, '')
    .replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot));/gi, (_, code?: string, hex?: string, name?: string) => {
      if (code !== undefined) return String.fromCodePoint(Number(code));
      return hex === undefined ? (named[name ?? ''] ?? '') : String.fromCodePoint(Number.parseInt(hex, 16));
    });
  return { text, acting };
}
