/** The server keeps each that is named, for each connection. */
const statementsMax = 300;

/**
 * Names statements by their text, so that the server reads and plans each of them once for each connection, and not with
 * every use. What comes beyond the bound, such as lists of ever other lengths, goes without a name.
 */
export function nameStatements(): (statement: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= statementsMax) return '';
    const name = `orm-${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
