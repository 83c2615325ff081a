// Comfort, never a condition: every task works without any of these.
import { countCharacters } from "./count.js";
import { keepDrafts } from "./draft.js";
import { listenToKeys } from "./keys.js";
import { refreshLive } from "./live.js";
import { sendOnce } from "./once.js";

countCharacters(document);
keepDrafts(document);
listenToKeys(document);
refreshLive(document);
sendOnce(document);
