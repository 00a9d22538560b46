import { Qr } from "./qr.tsx";

export const examples = {
  "the official example of a transfer": () => (
    <Qr
      payload="1234567890|PL|92124012340001567890123456|001200|Odbiorca 1|FV 1234/34/2012|||"
      title="Kod QR przelewu"
    />
  ),
};
