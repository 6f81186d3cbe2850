/** How many updates Telegram has not handed over yet; null where it does not say. */
export type CountPendingUpdates = () => Promise<number | null>;
