import { TEXT_UNITS_MAX } from '../text/format-text.ts';

/** A text too long for one message goes out as several, cut at a line or a space where there is one, as apps do. */
export function splitText(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > TEXT_UNITS_MAX) {
    const window = rest.slice(0, TEXT_UNITS_MAX);
    const atLine = window.lastIndexOf('\n');
    const at = atLine > 0 ? atLine : window.lastIndexOf(' ');
    const cut = at > 0 ? at : TEXT_UNITS_MAX - (isHighSurrogate(window.charCodeAt(TEXT_UNITS_MAX - 1)) ? 1 : 0);
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...parts, rest];
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
