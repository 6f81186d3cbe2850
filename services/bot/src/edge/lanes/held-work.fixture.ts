/** Work that goes on until the test lets it end. */
export function heldWork() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (lane: string) =>
    new Promise<void>((resolve) => {
      begun.push(lane);
      ends.push(resolve);
    });
  const endNext = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, endNext };
}
