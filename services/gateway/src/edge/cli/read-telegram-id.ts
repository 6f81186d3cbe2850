/** Null for anything but the number of a Telegram account, as people write it. */
export function readTelegramId(text: string): number | null {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(id) ? id : null;
}
