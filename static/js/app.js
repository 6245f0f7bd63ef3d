// Comfort for pages that already work without it. No page may depend on this file.
// What it looks for: body[data-sw], body[data-outbox-owner], [data-offline], [data-online], [data-find-box], form[data-outbox] and form[data-draft] and what ui/outbox.rs puts beside them, a[data-fill], input[data-words], output[data-kilo], .stepper [data-step], input[data-shrink], input[data-idem], [data-print].
(() => {
  "use strict";
  const persian = document.documentElement.lang.startsWith("fa");
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

  // Digits in any of three scripts, with the separators of both languages.

  const latin = text => text
    .replace(/[۰-۹]/g, digit => digit.charCodeAt(0) - 0x6f0)
    .replace(/[٠-٩]/g, digit => digit.charCodeAt(0) - 0x660);
  const local = number => persian
    ? String(number).replace(/\d/g, digit => String.fromCharCode(0x6f0 + Number(digit)))
    : String(number);
  const whole = text => {
    const digits = latin(text).replace(/[\s\u202f\u2009٬,،]/g, "");
    return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
  };

  // Amounts in words: a wrong zero is seen before it is sent.

  const FA = {
    small: ["", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده",
      "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"],
    tens: ["", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"],
    hundreds: ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"],
    scales: ["", "هزار", "میلیون", "میلیارد", "تریلیون"],
  };
  const EN = {
    small: ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
      "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
    tens: ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    scales: ["", "thousand", "million", "billion", "trillion"],
  };
  const faGroup = n => {
    const rest = n % 100;
    const tail = rest < 20 ? [FA.small[rest]] : [FA.tens[Math.floor(rest / 10)], FA.small[rest % 10]];
    return [FA.hundreds[Math.floor(n / 100)], ...tail].filter(Boolean).join(" و ");
  };
  const enGroup = n => {
    const rest = n % 100;
    const tail = rest < 20 ? EN.small[rest] : [EN.tens[Math.floor(rest / 10)], EN.small[rest % 10]].filter(Boolean).join("-");
    return [n > 99 ? EN.small[Math.floor(n / 100)] + " hundred" : "", tail].filter(Boolean).join(" and ");
  };
  // The same words as the server's, so that nothing changes when a page comes back.
  const inWords = number => {
    if (number === 0) return persian ? "صفر" : "zero";
    const groups = [];
    for (let scale = 0, left = number; left > 0; scale += 1, left = Math.floor(left / 1000)) {
      if (left % 1000) groups.unshift([left % 1000, scale]);
    }
    if (persian) {
      return groups.map(([group, scale], at) => at === 0 && scale === 1 && group === 1
        ? FA.scales[1] : `${faGroup(group)} ${FA.scales[scale]}`.trim()).join(" و ");
    }
    return groups.map(([group, scale], at) => {
      const joint = at === 0 ? "" : scale === 0 && group < 100 ? " and " : ", ";
      return joint + `${enGroup(group)} ${EN.scales[scale]}`.trim();
    }).join("");
  };

  for (const input of all("input[data-words]")) {
    const output = document.getElementById(input.dataset.words);
    if (!output) continue;
    const say = () => {
      const number = whole(input.value);
      output.textContent = number === null ? "" : `${inWords(number)} ${input.dataset.unit || ""}`.trim();
    };
    input.addEventListener("input", say);
    if (input.value) say();
  }

  // What is on the scales, in money: kilos, or from a hundred on grams, as the server reads them.

  for (const output of all("output[data-kilo]")) {
    const input = document.getElementById(output.htmlFor);
    input?.addEventListener("input", () => {
      const typed = latin(input.value).replace(/[\s\u202f\u2009٬,،]/g, "").replace(/[٫/]/, ".");
      const number = /^\d{1,6}(\.\d{1,3})?$/.test(typed) ? Number(typed) : 0;
      const kilos = number >= 100 && Number.isInteger(number) ? number / 1000 : number;
      const amount = Math.round(output.dataset.kilo * kilos) / 10 ** output.dataset.places;
      output.textContent = kilos ? `${amount.toLocaleString(persian ? "fa-IR" : "en")} ${output.dataset.unit}` : "";
    });
  }

  // Steppers: − n +

  for (const button of all(".stepper button[data-step]")) {
    const input = button.closest(".stepper").querySelector("input");
    if (!input) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const least = Number(input.dataset.min || 0), most = Number(input.dataset.max || 1e6);
      const next = (whole(input.value) ?? least) + Number(button.dataset.step);
      input.value = local(Math.min(most, Math.max(least, next)));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // Photos: made smaller on the phone, which also drops the place they were taken at. On any trouble the original goes.

  const shrink = async (file, side) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.82));
    return blob && new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  };

  for (const input of all("input[type=file][data-shrink]")) {
    let work = null;
    input.addEventListener("change", () => {
      const chosen = [...input.files];
      if (!chosen.length || !window.createImageBitmap || !window.DataTransfer) return;
      const mine = Promise.all(chosen.map(file => shrink(file, Number(input.dataset.shrink) || 1600).catch(() => null)))
        .then(made => {
          if (work !== mine) return;
          const bag = new DataTransfer();
          chosen.forEach((file, at) => bag.items.add(made[at] && (made[at].size < file.size || file.type !== "image/jpeg") ? made[at] : file));
          input.files = bag.files;
        })
        .catch(() => {})
        .finally(() => {
          if (work !== mine) return;
          work = null;
          input.dispatchEvent(new Event("shrunk"));
        });
      work = mine;
    });
    input.form?.addEventListener("submit", event => {
      if (!work) return;
      event.preventDefault();
      const { submitter } = event;
      work.then(() => input.form.requestSubmit(submitter));
    });
  }

  // A chosen photo is shown, in place of the browser's own words about its file.

  for (const note of all("[data-chosen]")) {
    const box = note.parentElement, input = box.querySelector("input[type=file]");
    box.classList.add("is-seen");
    let shown;
    const show = () => {
      const [file] = input.files;
      if (file === shown) return;
      shown = file;
      note.textContent = "";
      if (!file) return;
      const picture = new Image();
      picture.alt = "";
      picture.onload = () => {
        URL.revokeObjectURL(picture.src);
        if (shown !== file) return;
        for (const old of all("img, .no-photo", box)) old.remove();
        box.prepend(picture);
        note.textContent = note.dataset.chosen;
      };
      picture.onerror = () => { if (shown === file) note.textContent = note.dataset.noPhoto; };
      picture.src = URL.createObjectURL(file);
    };
    for (const kind of ["change", "refilled"]) input.addEventListener(kind, show);
    // Going back, the browser fills the box again by itself.
    addEventListener("pageshow", show);
  }

  // What of a form is kept on the phone: never passwords, codes, hidden fields or files.

  const store = (() => { try { return window.localStorage; } catch { return null; } })();
  const WEEK = 7 * 24 * 3600 * 1000;
  const keepable = form => [...form.elements].filter(field => field.name
    && !["hidden", "password", "file", "submit", "button", "reset", "fieldset", "output"].includes(field.type)
    && !/one-time-code|password/.test(field.autocomplete || ""));
  const isChoice = field => field.type === "checkbox" || field.type === "radio";
  const given = field => isChoice(field) ? field.defaultChecked
    : field.options ? [...field.options].findIndex(option => option.defaultSelected)
    : field.defaultValue;
  const typed = field => isChoice(field) ? field.checked : field.value;

  // A usual good that is tapped fills in its fields; the rest stays as it was typed.

  for (const link of all("a[data-fill]")) link.addEventListener("click", event => {
    event.preventDefault();
    const values = JSON.parse(link.dataset.fill);
    for (const field of keepable(link.closest("form")).filter(({ name }) => name in values)) {
      if (isChoice(field)) field.checked = values[field.name].includes(field.value);
      else field.value = values[field.name][0];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (const other of all("a[data-fill][aria-current]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });

  // A form's key makes its act count once, however often it is sent. When the back button brings back a form that was
  // answered with success, the next sending of it is a new act and gets a new key; one without an answer keeps its own.

  const KEYS = "answered-keys", LAST = "sent-key", MOST_KEYS = 50;
  const recall = (name, other) => { try { return JSON.parse(sessionStorage.getItem(name)) ?? other; } catch { return other; } };
  const remember = (name, value) => { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* the form still works */ } };
  for (const field of all("input[data-idem]")) field.form?.addEventListener("submit", () => remember(LAST, field.value));
  if (document.querySelector(".notice-success") && recall(LAST, null)) {
    remember(KEYS, [...recall(KEYS, []), recall(LAST, null)].slice(-MOST_KEYS));
    remember(LAST, null);
  }
  const freshKey = () => [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  addEventListener("pageshow", () => {
    const answered = recall(KEYS, []), fresh = freshKey();
    for (const field of all("input[data-idem]")) if (answered.includes(field.value)) field.value = fresh;
  });

  // The quiet line about the network. A page from the phone's own copy arrives with the line already shown. What cannot be done
  // without a network does not fail then: it says so.

  const signs = all("[data-offline]");
  const isCut = () => signs.some(sign => !sign.hidden);
  const holdBack = () => {
    for (const note of all("[data-online-note]")) note.hidden = !isCut();
    for (const control of all("[data-online]")) control.setAttribute("aria-disabled", isCut());
  };
  const setCut = cut => {
    for (const sign of signs) sign.hidden = !cut;
    holdBack();
  };
  setCut(!navigator.onLine || isCut());
  addEventListener("offline", () => setCut(true));
  addEventListener("online", () => setCut(false));
  document.addEventListener("click", event => {
    if (!event.target.closest("[data-online][aria-disabled=true]")) return;
    event.preventDefault();
    document.querySelector("[data-online-note]")?.scrollIntoView({ block: "center" });
  }, true);

  // A list that is whole on the page shows, while one types, those who are found; words are folded as the server folds them.

  const wordsOf = text => latin(text.normalize("NFKC").toLowerCase()).replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/[ةۀ]/g, "ه")
    .replace(/[أإآٱ]/g, "ا").replace(/[\u0640\u064b-\u065f\u0670]/g, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const findBox = () => document.querySelector("[data-find-box] input");
  const find = () => {
    const words = wordsOf(findBox()?.value ?? ""), rows = all("[data-find]");
    for (const row of rows) row.hidden = !(row.dataset.find.includes(words.join("")) || words.every(word => row.dataset.find.includes(word)));
    for (const part of new Set(rows.map(row => row.closest("section")))) part.hidden = all("[data-find]", part).every(row => row.hidden);
    for (const part of all("#free")) part.hidden = words.length > 0;
    for (const note of all("[data-find-none]")) note.hidden = !words.length || rows.some(row => !row.hidden);
  };
  document.addEventListener("input", event => { if (event.target === findBox()) find(); });
  document.addEventListener("submit", event => { if (event.target.matches("[data-find-box]")) { event.preventDefault(); findBox().blur(); } });
  addEventListener("pageshow", () => { if (findBox()?.value) find(); });

  // Forms that may wait: what is pressed is kept on the phone first, then sent, in the order it was pressed in, until the server
  // has answered. Each says how long it waited, so that one that arrives late or twice changes nothing that came after it.
  // One that the server fails on steps back behind the others. What is written in a form is kept for a day at most, then the
  // form goes without it. A form without a text to write is of no use after a day.

  const OUTBOX = "outbox", DROPPED = "outbox-dropped:", AGAIN_MS = 15000, SOON_MS = 2000, PATIENCE_MS = 10000, DAY = WEEK / 7, MOST_FAILURES = 3;
  const canWait = Boolean(store && navigator.locks && window.indexedDB && window.crypto?.subtle);

  // What waits lies here sealed, each part bound to its form. The key is made of two halves: one that this browser made, never
  // tells, and forgets at signing out; and one that comes with the pages of whoever is signed in. Nobody else can read it here.

  const bytesOf = text => new TextEncoder().encode(text);
  const answerOf = asked => new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const halfOfPhone = async () => {
    const opening = indexedDB.open(OUTBOX, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
    const base = await answerOf(opening);
    try {
      const fresh = await crypto.subtle.importKey("raw", crypto.getRandomValues(new Uint8Array(32)), "HKDF", false, ["deriveKey"]);
      const keys = base.transaction("keys", "readwrite").objectStore("keys");
      const known = await answerOf(keys.get("phone"));
      if (!known) await answerOf(keys.put(fresh, "phone"));
      return known ?? fresh;
    } finally {
      base.close();
    }
  };
  // Made anew each time: another page may have signed out meanwhile.
  const keyWith = async half => crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytesOf(half) },
    await halfOfPhone(), { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const sealingKey = () => keyWith(document.body.dataset.outboxHalf);
  const rule = (iv, { owner, id, at }, part) => ({ name: "AES-GCM", iv, additionalData: bytesOf([owner, id, at, part].join(" ")) });
  const seal = async (entry, part, value) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt(rule(iv, entry, part), await sealingKey(), bytesOf(JSON.stringify(value)));
    return btoa([...iv, ...new Uint8Array(sealed)].map(byte => String.fromCharCode(byte)).join(""));
  };
  const unseal = async (entry, part) => {
    const bytes = Uint8Array.from(atob(entry[part]), letter => letter.charCodeAt(0));
    const plain = await crypto.subtle.decrypt(rule(bytes.slice(0, 12), entry, part), await sealingKey(), bytes.slice(12));
    return JSON.parse(new TextDecoder().decode(plain));
  };

  const waiting = () => { try { return JSON.parse(store.getItem(OUTBOX)) ?? []; } catch { return []; } };
  const setWaiting = list => store.setItem(OUTBOX, JSON.stringify(list));
  const boxes = () => all("form[data-outbox]");
  // Whose waiting forms are sent from this page: every page of such a person names them.
  const owners = () => [document.body.dataset.outboxOwner].filter(Boolean);
  const theirs = () => waiting().filter(entry => owners().includes(entry.owner));
  // A form as it waits: when and whose it is can be read, for it has to be forgotten in time; the rest cannot.
  const keepWaiting = async ({ id, owner, at, action, pressed, fields, written }) => {
    const entry = { id, owner, at, isWritten: written.length > 0 };
    const texts = fields.filter(([name, value]) => written.includes(name) && value);
    entry.form = await seal(entry, "form", { action, pressed, fields: fields.filter(([name]) => !written.includes(name)) });
    if (texts.length) entry.text = await seal(entry, "text", texts);
    setWaiting([...waiting(), entry]);
  };
  const opened = async entry => {
    const form = await unseal(entry, "form");
    return { ...entry, ...form, fields: [...form.fields, ...(entry.text ? await unseal(entry, "text") : [])] };
  };
  const countDropped = owner => store.setItem(DROPPED + owner, Number(store.getItem(DROPPED + owner)) + 1);
  const drop = ({ id }) => setWaiting(waiting().filter(other => other.id !== id));
  // Counts for their owner what was kept too long, whoever has the page open.
  const forgetOld = () => {
    const now = Date.now(), gone = [];
    const kept = waiting().flatMap(entry => {
      const age = now - entry.at, { text, ...rest } = entry;
      if (age < DAY) return [entry];
      const isOver = !entry.isWritten || age >= WEEK;
      if (isOver || text) gone.push(entry.owner);
      return isOver ? [] : [rest];
    });
    if (!gone.length) return;
    setWaiting(kept);
    gone.forEach(countDropped);
  };
  // An earlier version of this script kept forms in the clear.
  const sealOld = async () => {
    for (const entry of theirs().filter(({ form }) => !form)) {
      await keepWaiting({ written: [], ...entry });
      setWaiting(waiting().filter(({ id, form }) => id !== entry.id || form));
    }
  };
  const sayForgotten = () => {
    const [sign] = all("[data-outbox-dropped]"), keys = owners().map(owner => DROPPED + owner);
    const count = keys.reduce((sum, key) => sum + Number(store.getItem(key)), 0);
    if (!sign || !count) return;
    say("dropped", sign.dataset.outboxDropped.replace("#", local(count)));
    for (const key of keys) store.removeItem(key);
  };

  // Each pressing is an act of its own, also on a kept copy of the page, which has the same key every time.
  const keyed = fields => fields.map(([name, value]) => [name, name === "idem" ? freshKey() : value]);
  const say = (note, text) => {
    for (const sign of all(`[data-outbox-${note}]`)) {
      sign.hidden = text === null;
      if (text) sign.querySelector("p").textContent = text;
    }
  };

  // Whether something that waits was pressed on this form: it has the button, and what it says of itself is the same.
  const isOf = (form, { owner, action, pressed, fields }) => form.dataset.outbox === owner && form.getAttribute("action") === action
    && all("button[name]", form).some(button => button.name === pressed[0] && button.value === pressed[1])
    && all("input[type=hidden]:not([data-idem])", form).every(field => fields.some(([name, value]) => name === field.name && value === field.value));

  // The word beside a form that waits, or on the fold it lies in; it is made where one waits for the first time.
  const mark = (form, waits) => {
    const place = form.closest("details")?.querySelector("summary") ?? form.querySelector(".row-end") ?? form;
    let word = place.querySelector(".outbox-mark");
    if (!word && waits) {
      word = document.querySelector("[data-outbox-mark]").content.firstElementChild.cloneNode(true);
      place[place.matches("summary") ? "append" : "prepend"](" ", word);
    }
    if (word) word.hidden = !waits;
  };

  // The numbers above a list, as they are with what waits on the phone.
  const recount = () => {
    const pressed = part => all(`#${part} form[data-outbox]`).map(form => form.querySelector("[aria-pressed=true]")?.value);
    const standing = pressed("standing"), count = value => standing.filter(one => one === value).length;
    const counts = { came: count("came"), missing: count("no_show"), awaited: count(undefined), waiting: pressed("waiting").filter(one => one !== "left").length };
    for (const told of all("[data-tally]")) {
      const number = counts[told.dataset.tally];
      if (number !== undefined) told.textContent = told.textContent.replace(/[\d۰-۹٬]+/, local(number));
    }
  };

  // Shows what waits: the pressed button, the word beside it, and how many there are.
  let shown = 0;
  const showWaiting = async () => {
    const turn = shown += 1, list = (await Promise.all(theirs().map(entry => opened(entry).catch(() => null)))).filter(Boolean);
    if (turn !== shown) return;
    for (const form of boxes()) {
      const mine = list.filter(entry => isOf(form, entry));
      mark(form, mine.length > 0);
      const [name, value] = mine.at(-1)?.pressed ?? [];
      if (name) for (const button of all("button[aria-pressed]", form)) button.setAttribute("aria-pressed", button.name === name && button.value === value);
    }
    if (list.length && findBox()) recount();
    for (const sign of all("[data-outbox-waiting]")) say("waiting", list.length ? sign.dataset.outboxWaiting.replace("#", local(list.length)) : null);
  };

  // The page the server answered with takes the place of this one's, so that what others ticked is seen too; not while
  // something is being written or chosen on it.
  const isTouched = field => field.options ? field.selectedIndex !== Math.max(0, given(field)) : typed(field) !== given(field);
  const takeOver = (html, address) => {
    const page = new DOMParser().parseFromString(html, "text/html"), fresh = page.querySelector("main"), box = findBox();
    const here = new URL(address).pathname === location.pathname;
    if (!here || !fresh || all("main form:not([data-find-box])").some(form => keepable(form).some(isTouched))) return page;
    const folds = all("main details[open][id]").map(fold => fold.id), isTyping = box && box === document.activeElement;
    document.querySelector("main").replaceChildren(...fresh.childNodes);
    for (const id of folds) document.getElementById(id)?.setAttribute("open", "");
    if (box && findBox()) findBox().value = box.value;
    if (isTyping) findBox()?.focus({ preventScroll: true });
    find();
    return page;
  };

  // What did not arrive whole, or came too soon.
  const isLater = status => status === 408 || status === 429;

  const send = async entry => {
    const ago = Math.max(0, Math.round((Date.now() - entry.at) / 1000));
    const body = new URLSearchParams([...entry.fields, entry.pressed, ["ago", ago]]);
    const answer = await fetch(entry.action, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (/\/sign-in$/.test(new URL(answer.url).pathname) || answer.status === 401) return "signed-out";
    if (answer.status >= 500) return "failed";
    if (isLater(answer.status)) return "later";
    const page = takeOver(await answer.text(), answer.url);
    setCut(false);
    return answer.ok ? "done" : { refused: (page.querySelector(".error-summary li") ?? page.querySelector("h1"))?.textContent ?? String(answer.status) };
  };
  // What cannot be opened was sealed for another phone half: its words are gone, and its owner is told.
  const openAndSend = async entry => {
    const form = await opened(entry).catch(error => error.name === "OperationError" ? null : Promise.reject(error));
    return form ? send(form) : "lost";
  };

  let again;
  const sendAll = () => navigator.locks.request(OUTBOX, async () => {
    clearTimeout(again);
    forgetOld();
    await sealOld();
    const failures = entry => entry.failures ?? 0;
    const inTurn = theirs().sort((one, other) => failures(one) - failures(other));
    let failed = 0;
    for (const entry of inTurn) {
      const answer = await openAndSend(entry).catch(error => error.name === "TimeoutError" ? "failed" : "later");
      if (answer === "signed-out") { say("signed-out", ""); break; }
      if (answer === "later") { again = setTimeout(sendAll, AGAIN_MS); break; }
      if (answer === "failed") {
        try { setWaiting(waiting().map(other => other.id === entry.id ? { ...other, failures: failures(other) + 1 } : other)); } catch { /* the phone is full: its turn stays */ }
        clearTimeout(again);
        again = setTimeout(sendAll, AGAIN_MS);
        failed += 1;
        if (failed === MOST_FAILURES) break;
        continue;
      }
      drop(entry);
      if (answer === "lost") countDropped(entry.owner);
      if (answer.refused && !document.querySelector(".error-summary")) say("refused", answer.refused);
      say("signed-out", null);
      await showWaiting();
    }
    sayForgotten();
  });

  // What is still to be said in a form before it may wait, for nobody can ask once it was sent: the field and the sentence.
  const lacking = form => {
    const { unchosen, unwritten, unwrittenFor } = form.dataset, choices = all("input[type=radio]", form), text = form.querySelector("textarea");
    const chosen = choices.find(choice => choice.checked);
    if (unchosen && !chosen) return [choices[0], unchosen];
    return unwritten && chosen?.value === unwrittenFor && !text.value.trim() ? [text, unwritten] : null;
  };
  const ask = (form, [field, sentence]) => {
    field.setCustomValidity(sentence);
    form.reportValidity();
    form.addEventListener("input", () => field.setCustomValidity(""), { once: true });
  };
  // Beside the form where it has a place for it, else above the page.
  const sayKeptHere = (form, isKept) => {
    const own = all("[data-outbox-kept-here]", form);
    for (const note of own.length ? own : all(".notice[data-outbox-kept-here]")) note.hidden = !isKept;
  };

  if (store) try { forgetOld(); } catch { /* the phone is full: it is tried again on the next page */ }
  if (owners().length) {
    let keeping = Promise.resolve();
    const busy = new WeakSet(), plain = new WeakSet();
    document.addEventListener("submit", event => {
      const form = event.target, { submitter } = event;
      if (!form.matches("form[data-outbox]") || !submitter?.name || plain.has(form)) return;
      const lack = lacking(form);
      if (!lack && !canWait && !isCut()) return;
      event.preventDefault();
      if (lack) return ask(form, lack);
      const written = all("textarea", form).map(field => field.name);
      sayKeptHere(form, !canWait);
      if (!canWait || written.length && busy.has(form)) return;
      const entry = { id: crypto.randomUUID(), owner: form.dataset.outbox, action: form.getAttribute("action"), at: Date.now(),
        pressed: [submitter.name, submitter.value], fields: keyed([...new FormData(form)]), written };
      busy.add(form);
      const kept = keeping.then(() => keepWaiting(entry));
      keeping = kept.catch(() => {}).finally(() => busy.delete(form));
      kept.then(async () => {
        form.reset();
        if (written.length) form.closest("details")?.removeAttribute("open");
        say("refused", null);
        await showWaiting();
        sendAll();
      }, () => {
        // The phone is full, or keeps no key: the form goes its usual way, or stays as it is.
        if (isCut()) return sayKeptHere(form, true);
        plain.add(form);
        form.requestSubmit(submitter);
      });
    });
    if (canWait) {
      // A network that has just come back may still refuse the first attempt.
      addEventListener("online", () => { sendAll(); setTimeout(sendAll, SOON_MS); });
      addEventListener("pageshow", () => { showWaiting(); sendAll(); });
    }
  }

  // Drafts: what was typed and the photo stay on the phone, sealed like what waits, so that nobody else who signs in here finds
  // them, until a page with a success notice answers the form. Only forms that ask for it. Such a form is sent from its page,
  // which stays as it is and sends it again until the server has answered, always under the same key: it counts once.

  const DRAFTS = "drafts", SENT = "draft-sent", SLOW_MS = 300000, SLOW_BYTES_MS = 3;
  const draftsIn = async (mode, use) => {
    const opening = indexedDB.open(DRAFTS, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(DRAFTS);
    const base = await answerOf(opening);
    try { return await use(base.transaction(DRAFTS, mode).objectStore(DRAFTS)); } finally { base.close(); }
  };
  const photoOf = id => `${id} photo`;
  const forgetDraft = id => draftsIn("readwrite", kept => Promise.all([id, photoOf(id)].map(one => answerOf(kept.delete(one)))));
  // Those of forms that nobody opens any more: a good was changed elsewhere since.
  const forgetOldDrafts = () => draftsIn("readwrite", kept => {
    const walk = kept.openCursor();
    walk.onsuccess = () => {
      if (!walk.result) return;
      if (Date.now() - walk.result.value.at > WEEK) walk.result.delete();
      walk.result.continue();
    };
    return answerOf(kept.count());
  });

  const keepDraft = form => {
    const { draft, draftOwner, draftHalf, draftAfter } = form.dataset, id = `${draftOwner} ${draft}`;
    const photo = form.querySelector("input[type=file]"), idem = form.querySelector("input[data-idem]");
    const show = (note, is) => { for (const sign of all(`[data-draft-${note}]`, form)) sign.hidden = !is; };
    const rule = (iv, name) => ({ name: "AES-GCM", iv, additionalData: bytesOf(name) });
    const close = async (name, bytes) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(rule(iv, name), await keyWith(`draft ${draftHalf}`), bytes);
      return draftsIn("readwrite", kept => answerOf(kept.put({ at: Date.now(), iv, sealed }, name)));
    };
    const open = async (name, { iv, sealed }) => crypto.subtle.decrypt(rule(iv, name), await keyWith(`draft ${draftHalf}`), sealed);
    let saving = Promise.resolve(), keptPhoto, pressed, wait, again, sent = false, busy = false, isOver = false;

    const write = async () => {
      const fields = keepable(form), file = photo?.files[0];
      if (isOver) return;
      if (!file && !sent && !fields.some(isTouched)) return forgetDraft(id);
      const values = fields.map(field => [field.name, isChoice(field) ? field.value : "", given(field), typed(field)]);
      await close(id, bytesOf(JSON.stringify({ values, idem: sent ? idem?.value : null, photo: file && [file.name, file.type] })));
      if (file && file !== keptPhoto) await close(photoOf(id), await file.arrayBuffer());
      keptPhoto = file;
    };
    // A phone that is full keeps nothing; the form still works.
    const save = () => { clearTimeout(wait); wait = null; return saving = saving.then(write).catch(() => {}); };
    const saveSoon = () => { clearTimeout(wait); wait = setTimeout(save, 300); };

    // A field comes back only where the server still offers what it offered then; after an error the server's copy stands.
    const bringBack = async () => {
      const [kept, picture] = await draftsIn("readonly", box => Promise.all([id, photoOf(id)].map(name => answerOf(box.get(name)))));
      if (!kept || document.querySelector(".error-summary, .doubt")) return;
      if (Date.now() - kept.at > WEEK) return forgetDraft(id);
      const said = JSON.parse(new TextDecoder().decode(await open(id, kept)));
      for (const field of keepable(form)) {
        const [, , before, value] = said.values.find(([name, choice]) =>
          name === field.name && (!isChoice(field) || choice === field.value)) ?? [];
        if (value === undefined || before !== given(field)) continue;
        if (isChoice(field)) field.checked = value;
        else field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      if (said.idem && idem) { idem.value = said.idem; sent = true; }
      if (said.photo && picture && photo && window.DataTransfer) {
        const bag = new DataTransfer(), [name, type] = said.photo;
        bag.items.add(new File([await open(photoOf(id), picture)], name, { type }));
        photo.files = bag.files;
        keptPhoto = photo.files[0];
        photo.dispatchEvent(new Event("refilled"));
        show("photo", true);
      }
      show("note", true);
    };

    const deliver = async () => {
      clearTimeout(again);
      busy = sent = true;
      show("waits", false);
      show("sending", true);
      await save();
      const body = new FormData(form);
      if (pressed?.name) body.append(pressed.name, pressed.value);
      // A photo over a slow link takes long; what comes slower than any link is given up and sent anew.
      const patience = Math.max(SLOW_MS, (photo?.files[0]?.size ?? 0) / SLOW_BYTES_MS);
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout?.(patience) }).catch(() => null);
      busy = false;
      show("sending", false);
      if (!answer || answer.status >= 500 || isLater(answer.status)) {
        show("waits", true);
        all("[data-draft-waits]", form)[0]?.scrollIntoView({ block: "center" });
        again = setTimeout(deliver, AGAIN_MS);
        return;
      }
      // The session is over: signing in leads back to the form, and to what was kept of it.
      if (answer.status === 401) return location.assign(location.pathname + location.search);
      remember(SENT, [id, location.pathname]);
      if (answer.type === "opaqueredirect") return location.assign(draftAfter);
      const page = await answer.text();
      document.open();
      document.write(page);
      document.close();
    };

    bringBack().catch(() => {});
    form.addEventListener("input", saveSoon);
    for (const kind of ["change", "shrunk"]) photo?.addEventListener(kind, saveSoon);
    document.addEventListener("visibilitychange", () => { if (wait) save(); });
    addEventListener("online", () => { if (again && !busy) deliver(); });
    form.addEventListener("submit", event => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      pressed = event.submitter;
      if (!busy) deliver();
    });
    // Whoever begins anew, or does not want it any more, finds nothing of it later.
    for (const leave of all("[data-draft-clear], .action-bar a", form)) leave.addEventListener("click", async event => {
      event.preventDefault();
      isOver = true;
      await saving;
      await forgetDraft(id).catch(() => {});
      location.assign(leave.href || location.pathname);
    });
  };

  if (window.indexedDB && window.crypto?.subtle) {
    const [answered, from] = /\/sign-in$/.test(location.pathname) ? [] : recall(SENT, []);
    const isDone = answered && document.querySelector(".notice-success");
    const ended = isDone ? forgetDraft(answered).catch(() => {}) : Promise.resolve();
    if (answered) sessionStorage.removeItem(SENT);
    // Whoever had to sign in first comes back to the form.
    if (answered && !isDone && from !== location.pathname) location.replace(from);
    // An earlier version of this script kept drafts in the clear.
    for (const key of store ? Object.keys(store) : []) if (key.startsWith("draft:")) store.removeItem(key);
    ended.then(() => all("form[data-draft]").forEach(keepDraft));
    if (document.querySelector("form[data-draft]")) forgetOldDrafts().catch(() => {});
  }

  // Signing out empties the phone, and with it what still waits.
  for (const form of all("form[data-outbox-leave]")) form.addEventListener("submit", event => {
    const left = store ? waiting().length : 0;
    if (left && !window.confirm(form.dataset.outboxLeave.replace("#", local(left)))) event.preventDefault();
    else if (left && navigator.onLine) store.removeItem(OUTBOX);
  });

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const worker = document.body.dataset.sw;
  if (worker && "serviceWorker" in navigator) navigator.serviceWorker.register(worker).catch(() => {});
})();
