import type { Binding, BindingStore } from '../ports/binding-store.ts';

const rowsPerPage = 500;
const pagesMax = 2_000;

/** Every binding, by employee id. */
export function listBindings({ bindings }: { readonly bindings: BindingStore }) {
  return async function* (): AsyncGenerator<Binding> {
    let after: string | null = null;
    for (let page = 0; page < pagesMax; page += 1) {
      const rows: readonly Binding[] = await bindings.list({ after, rowsMax: rowsPerPage });
      yield* rows;
      after = rows.at(-1)?.employeeId ?? null;
      if (rows.length < rowsPerPage) return;
    }
  };
}
