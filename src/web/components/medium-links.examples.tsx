import { MediumLinks } from "./medium-links.tsx";

export const examples = {
  "three media": () => (
    <MediumLinks
      media={["cold-water", "hot-water", "heat"]}
      shown="hot-water"
      path={(medium) => `/media/${medium}`}
    />
  ),
};
