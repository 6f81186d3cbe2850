export type Token =
  | { readonly kind: 'word' | 'quoted'; readonly text: string; readonly at: number }
  | { readonly kind: 'symbol'; readonly text: SymbolText; readonly at: number }
  | { readonly kind: 'end'; readonly text: ''; readonly at: number };

const symbols = ['>=', '<=', '!=', '!~', '=', '>', '<', '~', '(', ')', ','] as const;
type SymbolText = (typeof symbols)[number];

/** A query Jira would answer with 400, in its words. */
export class JqlError extends Error {}

export const jqlCharsMax = 20_000;

const reserved = new Set('+.;?|*/%^$#@[]{}&');

/** Splits a query into words, quoted strings and symbols; throws `JqlError`. */
export function tokenizeJql(jql: string): Token[] {
  if (jql.length > jqlCharsMax)
    throw new JqlError(`Error in the JQL Query: the query is longer than ${jqlCharsMax} characters.`);
  const tokens: Token[] = [];
  let at = 0;
  while (at < jql.length) {
    const char = jql.charAt(at);
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const token = char === '"' || char === "'" ? readQuoted(jql, at) : (readSymbol(jql, at) ?? readWord(jql, at));
    tokens.push(token.token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', at: jql.length });
  return tokens;
}

interface Read {
  readonly token: Token;
  readonly end: number;
}

function readQuoted(jql: string, start: number): Read {
  const quote = jql.charAt(start);
  let text = '';
  for (let at = start + 1; at < jql.length; at += 1) {
    const char = jql.charAt(at);
    if (char === quote) return { token: { kind: 'quoted', text, at: start }, end: at + 1 };
    if (char === '\\') at += 1;
    text += jql.charAt(at);
  }
  throw new JqlError(
    `Error in the JQL Query: The quoted string '${text}' has not been completed. (line 1, character ${start + 1})`,
  );
}

function readSymbol(jql: string, start: number): Read | undefined {
  const text = symbols.find((symbol) => jql.startsWith(symbol, start));
  return text && { token: { kind: 'symbol', text, at: start }, end: start + text.length };
}

function readWord(jql: string, start: number): Read {
  const customField = /^cf\[\d+\]/i.exec(jql.slice(start, start + 30))?.[0];
  if (customField) return { token: { kind: 'word', text: customField, at: start }, end: start + customField.length };
  let end = start;
  while (end < jql.length && !/[\s"'()=<>!~,]/.test(jql.charAt(end))) {
    refuseReserved(jql.charAt(end), end);
    end += 1;
  }
  if (end === start)
    throw new JqlError(
      `Error in the JQL Query: unexpected character '${jql.charAt(start)}'. (line 1, character ${start + 1})`,
    );
  return { token: { kind: 'word', text: jql.slice(start, end), at: start }, end };
}

function refuseReserved(char: string, at: number): void {
  if (!reserved.has(char)) return;
  const code = char.charCodeAt(0).toString(16).padStart(4, '0');
  throw new JqlError(
    `Error in the JQL Query: The character '${char}' is a reserved JQL character. You must enclose it in a string or use the escape '\\u${code}' instead. (line 1, character ${at + 1})`,
  );
}
