// The portal's link names one person: press that person's button. Without script the reader presses it.
"use strict";

document.querySelector("form[data-presses-itself] button[name=username]")?.click();
