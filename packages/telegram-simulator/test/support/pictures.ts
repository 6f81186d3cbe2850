/** A whole PNG, three pixels wide and two high. */
export const PNG_3X2 = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEklEQVR4nGP8z8DAwMDAxAADAA0nAQMMN6iPAAAAAElFTkSuQmCC',
    'base64',
  ),
);
