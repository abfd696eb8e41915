"""`make demo`: invented classes, applications, appeals and certificates, to look around in."""
