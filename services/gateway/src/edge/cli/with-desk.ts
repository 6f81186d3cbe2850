/** What commands work with, opened for one command; `refused`: lines that say what is missing. */
export type Opened<Desk> =
  | { readonly kind: 'opened'; readonly desk: Desk }
  | { readonly kind: 'refused'; readonly lines: readonly string[] };

/** Closes it whatever becomes of the command. */
export async function withDesk<Desk extends { close(): Promise<void> }>(
  open: () => Promise<Opened<Desk>>,
  { fail }: { readonly fail: (text: string) => void },
  run: (desk: Desk) => Promise<void>,
): Promise<void> {
  const opened = await open();
  if (opened.kind === 'refused') {
    for (const line of opened.lines) fail(line);
    return;
  }
  try {
    await run(opened.desk);
  } finally {
    await opened.desk.close();
  }
}
