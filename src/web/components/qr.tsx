import QRCode from "qrcode";

const QUIET_ZONE = 4;

/** A code drawn on the server as one SVG path: black on white in every colour scheme, with the quiet zone readers need. */
export function Qr({ payload, title }: { payload: string; title: string }) {
  const { modules } = QRCode.create(payload, { errorCorrectionLevel: "L" });
  const side = modules.size + 2 * QUIET_ZONE;
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={title}
      shape-rendering="crispEdges"
    >
      <title>{title}</title>
      <rect width={side} height={side} fill="#ffffff" />
      <path d={darkModules(modules.size, modules.data)} fill="#000000" />
    </svg>
  );
}

function darkModules(size: number, data: Uint8Array): string {
  let path = "";
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (data[row * size + column]) path += `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`;
    }
  }
  return path;
}
