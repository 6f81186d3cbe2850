import { JqlError, type Token, tokenizeJql } from './tokenize-jql.ts';

export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'in' | 'not in' | 'is' | 'is not' | '~';

export type Operand =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'function'; readonly name: string };

export interface Clause {
  readonly kind: 'clause';
  readonly field: string;
  readonly operator: Operator;
  /** One, but for `in` and `not in`. */
  readonly operands: readonly Operand[];
}

export type Condition =
  | Clause
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition };

export interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

export interface Query {
  /** Absent: every issue. */
  readonly where: Condition | undefined;
  readonly orderBy: readonly Sort[];
}

const depthMax = 50;
const listMax = 1_000;
const sortsMax = 7;

/** Parses the subset of JQL the simulator speaks; throws `JqlError` with a message like Jira's. */
export function parseJql(jql: string): Query {
  const reader = new TokenReader(tokenizeJql(jql));
  const where = reader.peek().kind === 'end' || reader.isWord('order') ? undefined : parseOr(reader, 0);
  const orderBy = reader.takeWord('order') ? parseOrderBy(reader) : [];
  if (reader.peek().kind !== 'end') throw unexpected(reader.peek(), "'AND', 'OR' or 'ORDER BY'");
  return { where, orderBy };
}

class TokenReader {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token {
    const token = this.#tokens[this.#position];
    if (!token) throw new Error('Read past the end of the query.');
    return token;
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#position += 1;
    return token;
  }

  isWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.toLowerCase() === word;
  }

  takeWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.#position += 1;
    return found;
  }

  takeSymbol(symbol: string): boolean {
    const token = this.peek();
    const found = token.kind === 'symbol' && token.text === symbol;
    if (found) this.#position += 1;
    return found;
  }
}

function parseOr(reader: TokenReader, depth: number): Condition {
  const parts = [parseAnd(reader, depth)];
  while (reader.takeWord('or')) parts.push(parseAnd(reader, depth));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
}

function parseAnd(reader: TokenReader, depth: number): Condition {
  const parts = [parseNot(reader, depth)];
  while (reader.takeWord('and')) parts.push(parseNot(reader, depth));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
}

function parseNot(reader: TokenReader, depth: number): Condition {
  if (depth > depthMax) throw new JqlError(`Error in the JQL Query: more than ${depthMax} nested conditions.`);
  if (reader.takeWord('not')) return { kind: 'not', part: parseNot(reader, depth + 1) };
  if (!reader.takeSymbol('(')) return parseClause(reader);
  const inner = parseOr(reader, depth + 1);
  if (!reader.takeSymbol(')')) throw unexpected(reader.peek(), "')'");
  return inner;
}

function parseClause(reader: TokenReader): Clause {
  const field = reader.take();
  if (field.kind !== 'word' && field.kind !== 'quoted') throw unexpected(field, 'a field name');
  const operator = parseOperator(reader);
  const operands = operator === 'in' || operator === 'not in' ? parseList(reader) : [parseOperand(reader)];
  return { kind: 'clause', field: field.text, operator, operands };
}

function parseOperator(reader: TokenReader): Operator {
  const token = reader.take();
  switch (token.text.toLowerCase()) {
    case '=':
    case '!=':
    case '>':
    case '>=':
    case '<':
    case '<=':
      return comparison(token.text);
    case 'in':
      return 'in';
    case 'not':
      if (reader.takeWord('in')) return 'not in';
      throw unexpected(reader.peek(), "'IN'");
    case 'is':
      return reader.takeWord('not') ? 'is not' : 'is';
    case '~':
      return '~';
    case '!~':
    case 'was':
    case 'changed':
      throw new JqlError(
        `Error in the JQL Query: The simulator does not know the operator '${token.text}'. (line 1, character ${token.at + 1})`,
      );
    default:
      throw unexpected(token, "an operator ('=', '!=', '<', '>', '<=', '>=', 'IN', 'NOT IN', 'IS', 'IS NOT', '~')");
  }
}

function comparison(text: string): Operator {
  return text === '=' || text === '!=' || text === '>' || text === '>=' || text === '<' ? text : '<=';
}

function parseList(reader: TokenReader): Operand[] {
  if (!reader.takeSymbol('(')) throw unexpected(reader.peek(), "'('");
  const operands = [parseOperand(reader)];
  while (reader.takeSymbol(',')) operands.push(parseOperand(reader));
  if (!reader.takeSymbol(')')) throw unexpected(reader.peek(), "',' or ')'");
  if (operands.length > listMax) throw new JqlError(`Error in the JQL Query: a list has more than ${listMax} values.`);
  return operands;
}

function parseOperand(reader: TokenReader): Operand {
  const token = reader.take();
  if (token.kind === 'quoted') return { kind: 'value', text: token.text };
  if (token.kind !== 'word') throw unexpected(token, 'a value, list or function');
  if (reader.takeSymbol('(')) {
    if (!reader.takeSymbol(')')) throw unexpected(reader.peek(), "')'");
    return { kind: 'function', name: token.text };
  }
  const word = token.text.toLowerCase();
  return word === 'empty' || word === 'null' ? { kind: 'empty' } : { kind: 'value', text: token.text };
}

function parseOrderBy(reader: TokenReader): Sort[] {
  if (!reader.takeWord('by')) throw unexpected(reader.peek(), "'BY'");
  const sorts = [parseSort(reader)];
  while (reader.takeSymbol(',')) sorts.push(parseSort(reader));
  if (sorts.length > sortsMax) throw new JqlError(`Error in the JQL Query: ORDER BY takes at most ${sortsMax} fields.`);
  return sorts;
}

function parseSort(reader: TokenReader): Sort {
  const field = reader.take();
  if (field.kind !== 'word' && field.kind !== 'quoted') throw unexpected(field, 'a field name');
  if (reader.takeWord('desc')) return { field: field.text, descending: true };
  reader.takeWord('asc');
  return { field: field.text, descending: false };
}

function unexpected(token: Token, expected: string): JqlError {
  const got = token.kind === 'end' ? 'the end of the query' : `'${token.text}'`;
  return new JqlError(
    `Error in the JQL Query: Expecting ${expected} but got ${got}. (line 1, character ${token.at + 1})`,
  );
}
