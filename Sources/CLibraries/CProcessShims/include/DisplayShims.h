// What Swift cannot do: be called by Xlib when a display is gone.
#ifndef DISPLAY_SHIMS_H
#define DISPLAY_SHIMS_H

/// From now on a thread that finds its X display gone stops for good, where Xlib would end the whole process. Xlib knows
/// no third way for a display that somebody else, a plugin of GStreamer's, has opened. Harmless where libX11 is missing.
void sluice_survive_display_loss(void);

#endif
