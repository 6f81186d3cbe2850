export function answered<S extends number, B>(status: S, body: B): { kind: 'answered'; status: S; body: B } {
  return { kind: 'answered', status, body };
}
